import { VisibleError } from "../lib/error.ts";
import { Staff } from "../staff/index.ts";

/** An account manager is a member of the firm. Three requests; none when nobody is named. */
export async function checkManager(userId: string | null | undefined): Promise<void> {
  if (!userId) return;
  if ((await Staff.members()).some((member) => member.userId === userId)) return;
  throw new VisibleError(
    "invalid",
    "client.account-manager-unknown",
    "The account manager must be a member of your firm.",
    {
      fields: [{ path: "accountManagerId", message: "must be a member of your firm" }],
    },
  );
}
