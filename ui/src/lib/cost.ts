/** `$0.0012`: what a model writes costs a cent or less. */
export function dollars(cost: number): string {
  const digits = cost >= 1 ? 2 : cost >= 0.01 || cost === 0 ? 3 : cost >= 0.001 ? 4 : 5;
  return `$${cost.toFixed(digits)}`;
}
