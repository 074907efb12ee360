/** The floor: a function that does nothing. */
export const handler = async (): Promise<{ statusCode: number }> => ({ statusCode: 404 });
