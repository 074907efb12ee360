/** Staff belong to firms; portal users belong to clients. A user is one or the other for good (R7). */
export type UserKind = "staff" | "portal";
