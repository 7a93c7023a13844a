import type { Kind, StageClass } from "@/ipc/bindings";

type Questions = (it: string) => [string, string, string];

const OPEN: Record<Kind, Questions> = {
  contact: (it) => [
    `What is open with ${it}, and who has it?`,
    `What was last said between us and ${it}?`,
    `Prepare me for a call with ${it}.`,
  ],
  deal: (it) => [
    `What is missing to win ${it}?`,
    `What has happened on ${it} in the last two weeks?`,
    `Which deals that we won were like ${it}, and what helped?`,
  ],
  ticket: (it) => [
    `What is ${it} about, and what was tried so far?`,
    `Have we solved tickets like ${it}, and how?`,
    `Draft an answer to the requester of ${it}.`,
  ],
  candidate: (it) => [
    `What is still to be found out about ${it}?`,
    `What does the file of ${it} say about the position they applied for?`,
    `What is the next step for ${it}, and who has it?`,
  ],
  task: (it) => [
    `What do I need to know to do ${it}?`,
    `Break ${it} into smaller tasks.`,
    `What does ${it} hold up?`,
  ],
};

const WON: Record<Kind, Questions> = {
  contact: (it) => [
    `What has ${it} bought from us, and when?`,
    `What was last said between us and ${it}?`,
    `What could we offer ${it} next?`,
  ],
  deal: (it) => [
    `How was ${it} won?`,
    `What was promised on ${it} that is still to be done?`,
    `Which open deals are like ${it}?`,
  ],
  ticket: (it) => [
    `How was ${it} solved?`,
    `Are there open tickets that the solution of ${it} would solve?`,
    `Sum ${it} up for the next one who has it.`,
  ],
  candidate: (it) => [
    `What is to be prepared before ${it} starts?`,
    `Who took part in hiring ${it}?`,
    `What was agreed with ${it}?`,
  ],
  task: (it) => [`What came of ${it}?`, `What follows from ${it}?`, `How long did ${it} take?`],
};

const LOST: Record<Kind, Questions> = {
  contact: (it) => [
    `Why did we lose ${it}?`,
    `What was last said between us and ${it}?`,
    `Is anything still open with ${it}?`,
  ],
  deal: (it) => [
    `Why was ${it} lost?`,
    `What could have gone otherwise on ${it}?`,
    `Is anything still to be done on ${it}?`,
  ],
  ticket: OPEN.ticket,
  candidate: (it) => [
    `What happened in the application of ${it}, in order?`,
    `Is anything still to be done for ${it}?`,
    `Draft a friendly email to ${it} about how it was decided.`,
  ],
  task: (it) => [`Why was ${it} cancelled?`, `Does anything wait for ${it}?`, `What came before ${it}?`],
};

const OF_CLASS: Record<StageClass, Record<Kind, Questions>> = { open: OPEN, won: WON, lost: LOST };

/** Three questions that fit an entity's kind and how it stands. */
export function questionsFor(kind: Kind, stage: StageClass, reference: string): [string, string, string] {
  return OF_CLASS[stage][kind](reference);
}
