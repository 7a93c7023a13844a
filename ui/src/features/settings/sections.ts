/** The parts of the settings, as the address names them. */
export const SECTIONS = [
  "general",
  "members",
  "fields",
  "pipelines",
  "targets",
  "email",
  "templates",
  "ai",
  "audit",
  "shortcuts",
] as const;

export type SettingsSection = (typeof SECTIONS)[number];

export function isSettingsSection(name: unknown): name is SettingsSection {
  return SECTIONS.some((section) => section === name);
}
