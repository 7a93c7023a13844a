import { Select } from "@/components/ui/select";
import type { ColumnMapping, FileShape, KindDef } from "@/ipc/bindings";
import { cx } from "@/lib/cx";
import { LEAVE_OUT, targets } from "./mapping";

type Props = {
  def: KindDef;
  shape: FileShape;
  mapping: readonly ColumnMapping[];
  onMap: (column: number, target: string) => void;
};

/** Each column of the file: its name, what it holds, and the field it goes to. */
export function MappingTable({ def, shape, mapping, onMap }: Props) {
  const options = targets(def);
  return (
    <table className="w-full table-fixed border-collapse">
      <caption className="sr-only">Columns of the file and the fields they go to</caption>
      <thead>
        <tr className="border-b text-left text-sm text-ink-3">
          <th scope="col" className="w-[24%] py-1.5 pr-3 font-normal">
            Column
          </th>
          <th scope="col" className="py-1.5 pr-3 font-normal">
            First values
          </th>
          <th scope="col" className="w-40 py-1.5 pr-3 font-normal @3xl:w-44 lg:w-56">
            Goes to
          </th>
          <th scope="col" className="hidden w-16 py-1.5 font-normal @min-[560px]:table-cell lg:w-24">
            Guess
          </th>
        </tr>
      </thead>
      <tbody>
        {shape.headers.map((header, column) => {
          const to = mapping.find((each) => each.column === column);
          const left = !to?.field;
          return (
            <tr key={column} className="border-b align-top">
              <th
                scope="row"
                className={cx("truncate py-2.5 pr-3 text-left font-medium", left && "text-ink-3")}
                title={header}
              >
                {header}
              </th>
              <td className="py-3 pr-3 text-sm text-ink-2">
                {samples(shape, column).map((cell, index) => (
                  <span key={index} className="block truncate" title={cell}>
                    {cell}
                  </span>
                ))}
              </td>
              <td className="py-1 pr-3">
                <Select
                  label={`Field for ${header}`}
                  value={to?.field ?? LEAVE_OUT}
                  options={options}
                  onChange={(target) => onMap(column, target)}
                />
              </td>
              <td className="hidden py-3 text-sm text-ink-3 tabular-nums @min-[560px]:table-cell">
                {left ? "" : sureness(to.confidence)}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** The first three different cells that hold something. */
function samples(shape: FileShape, column: number): string[] {
  const cells = shape.sample.map((row) => row[column] ?? "").filter((cell) => cell.trim() !== "");
  return [...new Set(cells)].slice(0, 3);
}

function sureness(confidence: number): string {
  if (confidence >= 90) return "sure";
  return confidence >= 60 ? `likely, ${confidence} %` : `unsure, ${confidence} %`;
}
