/** The address when it is one that may be followed after asking; otherwise nothing, and the link is plain text. */
export function safeAddress(address: string): string {
  return /^(https?:\/\/|mailto:|tel:|workestra:\/\/)/i.test(address.trim()) ? address.trim() : "";
}

/** The reference in an address of this program (`workestra://deal/DEAL-7`). */
export function referenceIn(address: string): string | undefined {
  return /^workestra:\/\/[a-z]+\/([A-Z]+-\d+)$/i.exec(address)?.[1]?.toUpperCase();
}

/** Where an address leads, in short, and what opens it there. */
export function destination(address: string): { place: string; opens: string } {
  let url: URL | undefined;
  try {
    url = new URL(address);
  } catch {
    // Shown whole, as what it is.
  }
  if (url?.protocol === "mailto:")
    return { place: decoded(url.pathname), opens: "Write in the mail program" };
  if (url?.protocol === "tel:") return { place: url.pathname, opens: "Call" };
  return { place: url?.host || address, opens: "Open in the browser" };
}

/** What is odd about an address, in words, for the moment before it is followed. */
export function oddities(address: string, text: string): string[] {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return ["this is no whole address"];
  }
  const said = /^\s*(?:https?:\/\/)?([a-z0-9.-]+\.[a-z]{2,})(?:[/?#\s]|$)/i.exec(text)?.[1]?.toLowerCase();
  return [
    said && url.hostname && plain(said) !== plain(url.hostname)
      ? `the text says ${said}, the address goes to ${url.hostname}`
      : "",
    url.hostname.split(".").some((part) => part.startsWith("xn--"))
      ? "the name holds letters that may look like others"
      : "",
    url.username ? `what stands before @ is no part of the host, which is ${url.hostname}` : "",
    url.protocol === "http:" ? "what is sent there can be read on the way" : "",
  ].filter((oddity) => oddity !== "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function plain(host: string): string {
  return host.replace(/^www\./, "");
}
