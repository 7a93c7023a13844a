import type { Handlers } from "./fake-handlers";
import { duplicatesOf, groupsOf, pairOf, patched } from "./fake-looking";
import type { FakeRecords } from "./fake-records";
import { NOW, titleOf } from "./sample";

type DuplicateCommand = "entity_duplicates" | "duplicate_groups" | "duplicates_dismiss" | "entity_merge";

/** What may be there twice in a workspace in memory, what is not, and how two become one. */
export class FakeDuplicates {
  private readonly records: FakeRecords;
  private readonly different = new Set<string>();

  constructor(records: FakeRecords) {
    this.records = records;
  }

  readonly handlers: Handlers<DuplicateCommand> = {
    entity_duplicates: ({ entity: name }) => ({
      duplicates: duplicatesOf(this.records.entities, this.records.find(name), this.different),
    }),
    duplicate_groups: ({ kind }) => ({ groups: groupsOf(this.records.entities, kind, this.different) }),
    duplicates_dismiss: ({ a, b, same }) => {
      if (same) this.different.delete(pairOf(a, b));
      else this.different.add(pairOf(a, b));
      return {};
    },
    entity_merge: ({ keep, gone, patch }) => {
      const [kept, other] = [this.records.find(keep), this.records.find(gone)];
      const fields = patched(kept, patch);
      return this.records.write(
        `merged ${other.reference} ${other.title} into ${kept.reference}`,
        [kept, other],
        [
          { ...kept, fields, title: titleOf(kept.kind, fields), revision: kept.revision + 1 },
          { ...other, deleted_at: NOW, revision: other.revision + 1 },
        ],
      );
    },
  };
}
