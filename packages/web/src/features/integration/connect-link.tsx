import { buttonStyle } from "../../ui/button.tsx";

/** A link and no script: the browser itself goes to Xero and comes back, without a pop-up. */
export const ConnectLink = ({ href, children }: { href: string; children: string }) => (
  <a href={href} className={buttonStyle({ look: "primary" })}>
    {children}
  </a>
);
