import { expect, it } from "vitest";
import { isProblem, providerOf, serverDraft, serverFrom, type ServerDraft } from "./mail-providers";

const draft: ServerDraft = {
  ...serverDraft(null),
  host: " smtp.example.com ",
  user: "dana",
  from_address: "dana@brook.example",
};

it("makes a server of what was typed, and says the first thing that is wrong", () => {
  expect(serverFrom(draft)).toMatchObject({ host: "smtp.example.com", port: 465, security: "tls" });
  const wrong = (part: Partial<ServerDraft>) => {
    const made = serverFrom({ ...draft, ...part });
    return isProblem(made) ? made.field : undefined;
  };
  expect(wrong({ from_address: "dana" })).toBe("from_address");
  expect(wrong({ host: "https://smtp.example.com" })).toBe("host");
  expect(wrong({ port: "0" })).toBe("port");
  expect(wrong({ port: "5 87" })).toBe("port");
  expect(wrong({ user: " " })).toBe("user");
});

it("knows a provider by its server", () => {
  expect(providerOf("SMTP.gmail.com ")?.key).toBe("gmail");
  expect(providerOf("smtp.example.com")).toBeUndefined();
});
