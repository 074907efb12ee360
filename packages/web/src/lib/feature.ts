/** What the deployer switched off. Read at build time; the names are the reference's (F13, R1: the old prefix is read too). */

type Variables = Readonly<Record<string, unknown>>;

/** Whether the wizard offers the look-up at Companies House: on unless the variable says `false`. */
export function offersCompaniesHouse(env: Variables): boolean {
  const flag = env.VITE_FEATURE_COMPANIES_HOUSE ?? env.NEXT_PUBLIC_FEATURE_COMPANIES_HOUSE;
  return flag !== "false";
}

export const COMPANIES_HOUSE = offersCompaniesHouse(import.meta.env);
