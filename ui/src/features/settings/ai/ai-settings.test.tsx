import { screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { commandError, FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible, renderWindow } from "@/test/render";

async function open(fake = new FakeWorkspace()) {
  const view = renderWindow(fake, "/settings?section=ai");
  const form = await screen.findByRole("form", { name: "Who answers" }).catch(() => undefined);
  return { ...view, form: form as HTMLElement };
}

const KEY = "sk-canary-7f3a";

it("sets a provider up from its own list of models, and switches AI on", async () => {
  const { fake, user, form } = await open();
  expect(screen.getByText("AI is off")).toBeInTheDocument();
  expect(screen.queryByRole("switch"), "there is nothing to switch on yet").toBeNull();
  await user.click(within(form).getByRole("radio", { name: /Anthropic/ }));
  await expectAccessible();
  await user.click(within(form).getByRole("button", { name: "Load models" }));
  expect(await within(form).findByText("Write your key of Anthropic")).toBeInTheDocument();
  expect(fake.called("provider_models"), "nothing is asked without a key").toEqual([]);

  const key = within(form).getByLabelText(/^Key/);
  expect(key).toHaveAttribute("type", "password");
  await user.type(key, KEY);
  await user.click(within(form).getByRole("button", { name: "Load models" }));
  expect(
    await within(form).findByText("2 models for conversations in the provider’s list"),
  ).toBeInTheDocument();
  expect(within(form).queryByText("Claude Embed")).toBeNull();
  await user.click(within(form).getByRole("button", { name: /Claude Opus 5.5/ }));
  expect(within(form).getByRole("textbox", { name: /Model/ })).toHaveValue("claude-opus-5-5");

  await user.click(within(form).getByRole("button", { name: "Test" }));
  expect(await within(form).findByText("Conversations can be held with it.")).toBeInTheDocument();
  expect(fake.called("provider_set"), "trying keeps nothing").toEqual([]);
  await expectAccessible();

  await user.click(within(form).getByRole("button", { name: "Save" }));
  expect(await within(form).findByText("A key is in the keychain")).toBeInTheDocument();
  expect(fake.called("provider_set")).toEqual([
    {
      provider: {
        id: "anthropic",
        base_url: "https://api.anthropic.com",
        model: "claude-opus-5-5",
        allow_private: false,
      },
      key: KEY,
    },
  ]);
  expect([...document.querySelectorAll("input")].map(({ value }) => value)).not.toContain(KEY);
  expect(document.body.innerHTML).not.toContain(KEY);
  await user.click(screen.getByRole("switch", { name: "AI in this workspace" }));
  expect(await screen.findByText("AI is on", { selector: "span" })).toBeInTheDocument();
  expect(fake.called("ai_switch")).toEqual([{ on: true }]);
});

it("says what stays in use when the new one does not work, and shows each step as it went", async () => {
  const fake = new FakeWorkspace();
  fake.provider.ready().checked = {
    steps: [
      { name: "reach", outcome: { outcome: "passed" } },
      {
        name: "key",
        outcome: { outcome: "failed", reason: "the key was refused: copy it again from the console" },
      },
      { name: "model", outcome: { outcome: "skipped", reason: "the key was refused" } },
      { name: "embeddings", outcome: { outcome: "not_offered", reason: "Anthropic has no embeddings" } },
    ],
    usable: false,
  };
  const { user, form } = await open(fake);
  await user.click(within(form).getByRole("button", { name: "Replace…" }));
  await user.type(within(form).getByLabelText(/New key/), "sk-wrong");
  await user.click(within(form).getByRole("button", { name: "Save" }));
  expect(
    await within(form).findByText(/Anthropic claude-sonnet-5 stays in use, with its key/),
  ).toBeInTheDocument();
  const trial = within(form).getByRole("group", { name: "Trial of the provider" });
  expect(
    within(trial)
      .getAllByRole("listitem")
      .map(({ textContent }) => textContent),
  ).toEqual([
    "The host answers, over a safe connection works",
    "It takes the key failedThe key was refused: copy it again from the console",
    "It has the model not triedThe key was refused",
    "The host makes embeddings not offeredAnthropic has no embeddings",
  ]);
  await expectAccessible();
  await user.click(within(form).getByRole("button", { name: "Keep the old one" }));
  expect(within(form).getByText("A key is in the keychain")).toBeInTheDocument();
});

it("sends the key in the keychain to no other provider", async () => {
  const fake = new FakeWorkspace();
  fake.provider.ready();
  const { user, form } = await open(fake);
  await user.click(within(form).getByRole("radio", { name: /OpenAI/ }));
  expect(within(form).queryByText("A key is in the keychain")).toBeNull();
  await user.click(within(form).getByRole("button", { name: "gpt-6.1-sol" }));
  await user.click(within(form).getByRole("button", { name: "Test" }));
  expect(await within(form).findByText("Write your key of OpenAI")).toBeInTheDocument();
  expect(fake.called("provider_check")).toEqual([]);
});

it("takes a server of one's own, in the own network by an explicit choice only", async () => {
  const { fake, user, form } = await open();
  await user.click(within(form).getByRole("radio", { name: /Custom endpoint/ }));
  await user.type(within(form).getByRole("textbox", { name: /Base URL/ }), "http://127.0.0.1:8080/v1");
  await user.type(within(form).getByRole("textbox", { name: /Model/ }), "llama");
  await user.click(within(form).getByRole("button", { name: "Test" }));
  expect(await within(form).findByText(/Write https, or say below/)).toBeInTheDocument();
  await user.click(within(form).getByRole("checkbox", { name: /in my own network/ }));
  expect(within(form).getByText("Only for a server that you run yourself")).toBeInTheDocument();
  await expectAccessible();
  await user.click(within(form).getByRole("button", { name: "Test" }));
  await waitFor(() =>
    expect(fake.called("provider_check")).toEqual([
      {
        provider: { id: "custom", base_url: "http://127.0.0.1:8080/v1", model: "llama", allow_private: true },
        key: null,
      },
    ]),
  );
});

it("says what the provider said when its list cannot be read", async () => {
  const fake = new FakeWorkspace();
  fake.provider.ready();
  fake.answer("provider_models", () => {
    throw commandError("failed", "api.anthropic.com cannot be reached: check the connection");
  });
  const { user, form } = await open(fake);
  await user.click(within(form).getByRole("button", { name: "Load models" }));
  expect(await within(form).findByRole("alert")).toHaveTextContent(/cannot be reached: check the connection/);
});

it("revokes the key after asking", async () => {
  const fake = new FakeWorkspace();
  fake.provider.ready();
  const { user, form } = await open(fake);
  await user.click(within(form).getByRole("button", { name: "Revoke…" }));
  const dialog = await screen.findByRole("dialog", { name: "Revoke the key?" });
  await expectAccessible();
  await user.click(within(dialog).getByRole("button", { name: "Revoke" }));
  await waitFor(() => expect(fake.called("provider_remove")).toHaveLength(1));
  expect(await screen.findByText("Choose a provider below first.")).toBeInTheDocument();
  expect(screen.queryByText("A key is in the keychain")).toBeNull();
});

it("closes kinds and roles", async () => {
  const fake = new FakeWorkspace();
  fake.provider.ready();
  const { user } = await open(fake);
  const candidates = screen.getByRole("radiogroup", { name: "What AI may do with candidates" });
  await user.click(within(candidates).getByRole("radio", { name: "Closed" }));
  await waitFor(() => expect(fake.provider.state.rules.closed_kinds).toEqual(["candidate"]));
  await user.click(within(candidates).getByRole("radio", { name: "Reads only" }));
  await waitFor(() => expect(fake.provider.state.rules.read_only_kinds).toEqual(["candidate"]));
  expect(fake.provider.state.rules.closed_kinds).toEqual([]);
  await user.click(screen.getByRole("checkbox", { name: "Viewers" }));
  await waitFor(() => expect(fake.provider.state.rules.closed_roles).toEqual(["viewer"]));
  const summaries = screen.getByRole("checkbox", { name: "Write summaries by themselves" });
  expect(summaries, "nobody pays for what nobody asked for").not.toBeChecked();
  expect(
    screen.getByText(/what the summary reads to api\.anthropic\.com without a click/),
  ).toBeInTheDocument();
  await user.click(summaries);
  await waitFor(() => expect(fake.provider.state.rules.summaries_unasked).toBe(true));
  expect(fake.provider.state.rules.closed_roles, "the other rules stay").toEqual(["viewer"]);
});

it("shows it to those who may not change it, without a way to", async () => {
  const fake = new FakeWorkspace();
  fake.provider.ready();
  fake.schema = { ...fake.schema, me: "m-oke" };
  renderWindow(fake, "/settings?section=ai");
  expect(await screen.findByText("Anthropic claude-sonnet-5")).toBeInTheDocument();
  expect(screen.getByText(/an administrator of this workspace changes it/)).toBeInTheDocument();
  expect(screen.queryByRole("switch")).toBeNull();
  expect(screen.queryByRole("form")).toBeNull();
  expect(screen.queryByRole("checkbox", { name: /summaries/ })).toBeNull();
  expect(screen.getByText("They are written when somebody asks.")).toBeInTheDocument();
  await expectAccessible();
});
