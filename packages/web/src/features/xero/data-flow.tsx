import { Panel } from "../../ui/layout/page.tsx";
import { Table, Td, Th } from "../../ui/layout/table.tsx";

/** Who owns what (R13): so that nobody is surprised by what a sync changes. */
const ROWS = [
  { here: "Clients", way: "both ways", there: "Contacts", owner: "Name and address: here" },
  { here: "Invoices", way: "both ways", there: "Sales invoices", owner: "Once approved in Xero: Xero" },
  { here: "Payments", way: "both ways", there: "Payments", owner: "Xero" },
  { here: "Accounts and tax rates", way: "from Xero", there: "Chart of accounts, tax rates", owner: "Xero" },
  { here: "Bank transactions", way: "from Xero", there: "Bank transactions", owner: "Xero, only shown here" },
] as const;

export const DataFlow = () => (
  <Panel title="What moves where" id="data-flow" flush>
    <Table label="What moves between Practice Hub and Xero">
      <thead>
        <tr>
          <Th>Here</Th>
          <Th>Way</Th>
          <Th>In Xero</Th>
          <Th>Who decides</Th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {ROWS.map(({ here, way, there, owner }) => (
          <tr key={here}>
            <Td className="font-medium">{here}</Td>
            <Td className="whitespace-nowrap text-muted">{way}</Td>
            <Td>{there}</Td>
            <Td className="text-muted">{owner}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  </Panel>
);
