/**
 * What Companies House sends, only the members that are used; everything else is dropped on arrival. Optional means that the
 * register has records without it. Source: developer-specs.company-information.service.gov.uk.
 */
import * as z from "zod";

const word = z.string().nullish();
const flag = z.boolean().nullish();

const Address = z.object({
  premises: word,
  care_of: word,
  po_box: word,
  address_line_1: word,
  address_line_2: word,
  locality: word,
  region: word,
  postal_code: word,
  country: word,
});
export type WireAddress = z.infer<typeof Address>;

const Due = z.object({ next_due: word, next_made_up_to: word, overdue: flag });

export const WireProfile = z.object({
  company_name: z.string().min(1),
  company_number: z.string().min(1),
  type: z.string().min(1),
  company_status: word,
  company_status_detail: word,
  jurisdiction: word,
  date_of_creation: word,
  date_of_cessation: word,
  registered_office_address: Address.nullish(),
  sic_codes: z.array(z.string()).nullish(),
  accounts: Due.extend({
    accounting_reference_date: z
      .object({ day: z.coerce.number().int(), month: z.coerce.number().int() })
      .nullish()
      .catch(null),
  }).nullish(),
  confirmation_statement: Due.nullish(),
  has_insolvency_history: flag,
  has_charges: flag,
  links: z
    .object({
      officers: word,
      persons_with_significant_control: word,
      persons_with_significant_control_statements: word,
    })
    .nullish(),
});
export type WireProfile = z.infer<typeof WireProfile>;

const BirthMonth = z.object({ month: z.number().int(), year: z.number().int() }).nullish();

const Identification = z.object({
  registration_number: word,
  legal_form: word,
  legal_authority: word,
  place_registered: word,
  country_registered: word,
});
export type WireIdentification = z.infer<typeof Identification>;

const IdentityVerification = z.object({
  appointment_verification_start_on: word,
  appointment_verification_end_on: word,
  appointment_verification_statement_date: word,
  appointment_verification_statement_due_on: word,
  authorised_corporate_service_provider_name: word,
});
export type WireIdentityVerification = z.infer<typeof IdentityVerification>;

const Links = z.object({ self: word }).nullish();

export const WireOfficer = z.object({
  name: z.string().min(1),
  officer_role: z.string().min(1),
  appointed_on: word,
  appointed_before: word,
  is_pre_1992_appointment: flag,
  resigned_on: word,
  date_of_birth: BirthMonth,
  nationality: word,
  occupation: word,
  country_of_residence: word,
  identification: Identification.nullish(),
  identity_verification_details: IdentityVerification.nullish(),
  links: Links,
});
export type WireOfficer = z.infer<typeof WireOfficer>;

export const WirePsc = z.object({
  kind: z.string().min(1),
  name: word,
  natures_of_control: z.array(z.string()).nullish(),
  notified_on: word,
  ceased_on: word,
  ceased: flag,
  date_of_birth: BirthMonth,
  nationality: word,
  country_of_residence: word,
  identification: Identification.nullish(),
  identity_verification_details: IdentityVerification.nullish(),
  links: Links,
});
export type WirePsc = z.infer<typeof WirePsc>;

export const WireStatement = z.object({ statement: z.string().min(1), notified_on: word, ceased_on: word });
export type WireStatement = z.infer<typeof WireStatement>;

export const WireHit = z.object({
  title: z.string().min(1),
  company_number: z.string().min(1),
  company_type: word,
  company_status: word,
  address_snippet: word,
  date_of_creation: word,
  date_of_cessation: word,
});
export type WireHit = z.infer<typeof WireHit>;

/** A list with its total; `items` is left out by some answers when there are none. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ total_results: z.number().int().min(0).nullish(), items: z.array(item).nullish() });
