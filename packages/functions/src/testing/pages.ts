/** What pages of the staff app ask. */

/** Each with the most requests it may make; two of them check the session. */
export const PAGES: readonly [path: string, most: number][] = [
  ["/api/clients?limit=9", 4],
  ["/api/clients?limit=9&status=active", 4],
  ["/api/clients?limit=9&q=ced", 5],
  ["/api/clients?limit=9&q=ced00", 5],
  ["/api/clients?limit=9&q=00001", 5],
  ["/api/clients?limit=9&q=cedar+00003", 5],
  ["/api/clients?limit=9&q=00003+ced", 9],
  ["/api/clients?limit=9&q=nothing", 3],
  ["/api/clients/similar?name=Cedar+00002&email=a@b.example", 7],
  ["/api/clients/{id}", 4],
  ["/api/clients/{id}/people", 4],
  ["/api/clients/{id}/timeline", 5],
  ["/api/clients/{id}/invitations", 4],
  ["/api/activity?limit=9", 3],
  ["/api/emails?limit=9", 3],
  ["/api/me", 6],
  ["/api/kyc?limit=9", 3],
  ["/api/kyc?limit=9&sort=risk", 3],
  ["/api/kyc?limit=9&sort=risk&risk=medium", 3],
];
