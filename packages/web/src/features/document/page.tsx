import { Link } from "@tanstack/react-router";
import { useTitle } from "../../lib/title.ts";
import { PageHead, Panel } from "../../ui/layout/page.tsx";
import { TabList, tabStyle } from "../../ui/layout/tabs.tsx";
import { DocumentList } from "./list.tsx";

/** The firm's documents: the latest, and what expires. Files are uploaded on a client's record. */
export function DocumentsPage({ view }: { view: "expiring" | undefined }) {
  useTitle("Documents");
  return (
    <>
      <PageHead title="Documents">Files of all clients. Upload on the record of the client they belong to.</PageHead>
      <TabList label="Documents">
        <Link
          to="/client-hub/documents"
          search={{}}
          activeOptions={{ exact: true, includeSearch: true }}
          className={tabStyle}
        >
          Latest
        </Link>
        <Link
          to="/client-hub/documents"
          search={{ view: "expiring" }}
          activeOptions={{ includeSearch: true }}
          className={tabStyle}
        >
          Expiring
        </Link>
      </TabList>
      <Panel flush>
        <DocumentList
          withClient
          filter={{ view }}
          empty={
            view
              ? {
                  title: "Nothing expires",
                  words: "Documents with an expiry date appear here, the next to expire first.",
                }
              : { title: "No documents yet", words: "Open a client and drop files on its Documents tab." }
          }
        />
      </Panel>
    </>
  );
}
