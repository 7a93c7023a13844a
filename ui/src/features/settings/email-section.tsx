export function EmailSection() {
  return null;
}
