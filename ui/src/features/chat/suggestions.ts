import type { ContextChip, Kind, KindDef } from "@/ipc/bindings";

/** What is in view: an entity, a list, or something else. */
export type InView = { entity: ContextChip; kind: Kind } | { list: KindDef } | undefined;

const OF_ENTITY: Record<Kind, (reference: string) => [string, string, string]> = {
  contact: (it) => [
    `What do we know about ${it}, and what is open with them?`,
    `What was last said between us and ${it}?`,
    `What should I do next for ${it}?`,
  ],
  deal: (it) => [
    `Where does ${it} stand, and what is missing to win it?`,
    `What has happened on ${it} in the last two weeks?`,
    `Which deals that we won were like ${it}?`,
  ],
  ticket: (it) => [
    `What is ${it} about, and what was tried so far?`,
    `Have we had tickets like ${it}, and how were they solved?`,
    `Draft an answer to the requester of ${it}.`,
  ],
  candidate: (it) => [
    `What do the interviews say about ${it}?`,
    `What is still to be found out about ${it}?`,
    `What is the next step for ${it}, and who has it?`,
  ],
  task: (it) => [
    `What do I need to know to do ${it}?`,
    `What does ${it} hold up?`,
    `Break ${it} into smaller tasks.`,
  ],
};

/** Three questions that fit what is in view. */
export function suggestionsFor(inView: InView): [string, string, string] {
  if (inView && "entity" in inView) return OF_ENTITY[inView.kind](inView.entity.reference);
  if (inView) {
    const many = inView.list.plural.toLowerCase();
    return [
      `Which ${many} need attention this week?`,
      `Which ${many} has nobody touched for a month?`,
      `What changed among our ${many} since yesterday?`,
    ];
  }
  return [
    "What should I do first today?",
    "Which deals are likely to slip this month?",
    "Which tickets are close to their targets?",
  ];
}
