/**
 * Import it where what is tested is not the hash: passwords of that file are hashed at bcrypt's least cost, which saves half a
 * second each. What is stored otherwise is in password.test.ts.
 */
import bcrypt from "bcryptjs";

const LEAST_COST = 4;
const { hash } = bcrypt;
bcrypt.hash = (password: string) => hash(password, LEAST_COST);
