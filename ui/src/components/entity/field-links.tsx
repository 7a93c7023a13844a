import { ExternalLink } from "lucide-react";
import { useState } from "react";
import { LinkDialog } from "@/components/markdown/link-dialog";
import { safeAddress } from "@/components/markdown/address";
import { IconButton } from "@/components/ui/button";
import { Menu, MenuAction } from "@/components/ui/menu";
import type { FieldDef, Value } from "@/ipc/bindings";
import { texts } from "@/lib/values";

/** The addresses in a field of web addresses that may be followed. */
export function addressesOf({ ty }: FieldDef, value: Value | undefined): string[] {
  return ty.type === "url" ? texts(value).map(safeAddress).filter(Boolean) : [];
}

/** The way from a field of web addresses to where they lead; of several, one is chosen first. */
export function FieldLinks({ field, addresses }: { field: FieldDef; addresses: readonly string[] }) {
  const [asking, setAsking] = useState<string>();
  const label = `Open ${field.label.toLowerCase()}`;
  const [only] = addresses;
  const sign = <ExternalLink size={13} />;
  return (
    <>
      {addresses.length > 1 ? (
        <Menu align="end" trigger={<IconButton label={label}>{sign}</IconButton>}>
          {addresses.map((address) => (
            <MenuAction key={address} onSelect={() => setAsking(address)}>
              {address}
            </MenuAction>
          ))}
        </Menu>
      ) : (
        <IconButton label={label} onClick={() => setAsking(only)}>
          {sign}
        </IconButton>
      )}
      {asking !== undefined && (
        <LinkDialog address={asking} text={asking} onClose={() => setAsking(undefined)} />
      )}
    </>
  );
}
