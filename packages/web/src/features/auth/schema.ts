/** What the sign-in pages accept. Lengths are the auth function's; it checks again: bcrypt reads no more than 72 bytes. */
import * as z from "zod";

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, "Enter your email address")
  .pipe(z.email("Enter an email address, like name@example.com"));

/** A password that already exists: only that there is one. */
export const OldPassword = z.string().min(1, "Enter your password");

export const NewPassword = z
  .string()
  .min(12, "Choose a password of at least 12 characters")
  .refine((value) => new TextEncoder().encode(value).length <= 72, "Choose a password of at most 72 characters");

/** Six digits, with or without the space that apps show. */
export const TotpCode = z
  .string()
  .transform((value) => value.replaceAll(/\s/g, ""))
  .pipe(z.string().regex(/^\d{6}$/, "Enter the 6 digits that your app shows"));

export const SignIn = z.object({ email: Email, password: OldPassword });
export const SignUp = z.object({
  firmName: z
    .string()
    .trim()
    .min(1, "Enter your firm's name")
    .max(120, "Enter a firm's name of at most 120 characters"),
  name: z.string().trim().min(1, "Enter your name").max(120, "Enter a name of at most 120 characters"),
  email: Email,
  password: NewPassword,
});
