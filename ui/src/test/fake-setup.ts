import type { Event, SchemaAnswer, Targets } from "@/ipc/bindings";
import type { CommandName } from "@/ipc/call";
import {
  withActive,
  withField,
  withFieldRenamed,
  withMember,
  withMemberChanged,
  withoutField,
  withoutMember,
  withStages,
} from "./fake-configuring";
import type { Handlers } from "./fake-handlers";
import { patched } from "./fake-looking";
import type { FakeRecords } from "./fake-records";
import { schemaAnswer } from "./schema";

type SetupCommand = Extract<
  CommandName,
  "schema_get" | `member_${string}` | `custom_field_${string}` | "stages_set" | `ticket_targets${string}`
>;

/** What a workspace in memory is made of: its members, fields, stages and targets. */
export class FakeSetup {
  private readonly records: FakeRecords;
  private readonly emit: (event: Event) => void;
  schema: SchemaAnswer = structuredClone(schemaAnswer);
  targets: Targets = {
    urgent: { first_response: 1, resolution: 8 },
    high: { first_response: 4, resolution: 24 },
    normal: { first_response: 8, resolution: 72 },
    low: { first_response: 24, resolution: 168 },
  };

  constructor(records: FakeRecords, emit: (event: Event) => void) {
    this.records = records;
    this.emit = emit;
  }

  private configured(schema: SchemaAnswer): SchemaAnswer {
    this.schema = schema;
    this.emit({ event: "schema_changed" });
    return schema;
  }

  readonly handlers: Handlers<SetupCommand> = {
    schema_get: () => this.schema,
    member_add: (add) => this.configured(withMember(this.schema, add)),
    member_update: (update) => this.configured(withMemberChanged(this.schema, update)),
    member_remove: (remove) => {
      const after = withoutMember(this.schema, remove);
      const { id, hand_over_to } = remove;
      if (hand_over_to !== null) {
        const owned = this.records.entities
          .filter(({ fields }) => fields["owner"] === id)
          .map((each) => each.id);
        if (owned.length > 0)
          this.records.edit(
            owned,
            (each) => ({ fields: patched(each, { owner: hand_over_to }) }),
            "handed over",
          );
      }
      return this.configured(after);
    },
    member_restore: ({ id }) => this.configured(withActive(this.schema, id, true)),
    custom_field_update: (update) => this.configured(withFieldRenamed(this.schema, update)),
    custom_field_remove: (remove) =>
      this.configured(withoutField(this.schema, remove, this.records.entities)),
    custom_field_add: (add) => this.configured(withField(this.schema, add)),
    stages_set: (set) => this.configured(withStages(this.schema, set, this.records.entities)),
    ticket_targets: () => ({ targets: this.targets }),
    ticket_targets_set: ({ targets }) => {
      this.targets = targets;
      return { targets };
    },
  };
}
