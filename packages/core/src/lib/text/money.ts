/** Money is integer pence; arithmetic never leaves the integers. */
const pounds = new Intl.NumberFormat("en-GB", { style: "currency", currency: "GBP" });

/** `£1,234.56`, for people. */
export const formatPence = (pence: number): string => pounds.format(pence / 100);
