/** How many clients, in words. */
export const clientsOf = (count: number): string => `${count} ${count === 1 ? "client" : "clients"}`;

export const createdWords = (count: number): string =>
  count === 1 ? "1 client will be a new contact in Xero" : `${count} clients will be new contacts in Xero`;
