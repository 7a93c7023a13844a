import { act, screen, waitFor, within } from "@testing-library/react";
import { expect, it } from "vitest";
import { commandError, FakeWorkspace } from "@/test/fake-workspace";
import { expectAccessible, renderIn } from "@/test/render";
import { AiVectors } from "./ai-vectors";

async function open(fake = new FakeWorkspace(), mayConfigure = true) {
  const view = renderIn(<AiVectors mayConfigure={mayConfigure} />, fake);
  return { ...view, choose: (name: RegExp) => screen.findByRole("radio", { name }) };
}

it("asks in a dialog that only its answers close before any text leaves", async () => {
  const { fake, user, choose } = await open();
  expect(await choose(/On this device/)).toBeChecked();
  await user.click(await choose(/OpenAI/));
  const dialog = await screen.findByRole("alertdialog", { name: "Send texts to api.openai.com?" });
  await waitFor(() => expect(within(dialog).getByRole("button", { name: "Cancel" })).toHaveFocus());
  expect(await within(dialog).findByText("1,240 texts, about 310,000 tokens")).toBeInTheDocument();
  expect(within(dialog).getByRole("region", { name: "What leaves" })).toHaveTextContent(/typed in search/);
  expect(within(dialog).getByRole("region", { name: "What stays" })).toHaveTextContent(/text index/);
  await expectAccessible();

  const accept = within(dialog).getByRole("button", { name: "Send and re-embed" });
  expect(accept).toHaveAttribute("aria-disabled", "true");
  await user.click(accept);
  expect(within(dialog).getByRole("checkbox"), "one is led to what is missing").toHaveFocus();
  await user.click(document.body);
  expect(dialog, "a press outside is no answer").toBeInTheDocument();
  expect(fake.called("embedding_set"), "nothing was read, so nothing is set").toEqual([]);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
  expect(fake.called("embedding_set")).toEqual([]);
  expect(await choose(/On this device/)).toBeChecked();
});

it("sends once it was read, shows how far it is, and goes back to the device at once", async () => {
  const { fake, user, choose } = await open();
  await user.click(await choose(/OpenAI/));
  const dialog = await screen.findByRole("alertdialog");
  await within(dialog).findByText("1,240 texts, about 310,000 tokens");
  await user.click(within(dialog).getByRole("checkbox", { name: "I have read this" }));
  await user.click(within(dialog).getByRole("button", { name: "Send and re-embed" }));
  expect(fake.called("embedding_set"), "it has no key yet").toEqual([]);
  expect(within(dialog).getByLabelText(/Key of OpenAI/)).toHaveFocus();
  await user.type(within(dialog).getByLabelText(/Key of OpenAI/), "sk-canary-1");
  await user.click(within(dialog).getByRole("button", { name: "Send and re-embed" }));
  await waitFor(() => expect(dialog).not.toBeInTheDocument());
  const choice = { by: "openai", model: "text-embedding-3-small" };
  expect(fake.called("embedding_set")).toEqual([{ choice, acknowledged: "digest-1", key: "sk-canary-1" }]);
  expect(document.body.innerHTML).not.toContain("sk-canary-1");
  expect(await screen.findByText(/Embedding at api\.openai\.com: 0 of 1,240/)).toBeInTheDocument();
  act(() => fake.provider.embedding.reach(812));
  expect(await screen.findByText(/812 of 1,240/)).toBeInTheDocument();
  expect(screen.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "65");
  await expectAccessible();
  await user.click(screen.getByRole("button", { name: "Another model…" }));
  const other = await screen.findByRole("alertdialog");
  expect(within(other).getByText(/Leave it empty to use the one in the keychain/)).toBeInTheDocument();
  await user.click(within(other).getByRole("button", { name: "Cancel" }));
  await waitFor(() => expect(other).not.toBeInTheDocument());
  await user.click(screen.getByRole("button", { name: "Back to this device" }));
  await waitFor(() => expect(fake.called("embedding_set")).toHaveLength(2));
  expect(fake.called("embedding_set")[1]).toMatchObject({ choice: { by: "device" } });
  expect(await choose(/On this device/)).toBeChecked();
});

it("has what changed meanwhile read again, and keeps the choice when it is refused", async () => {
  const { fake, user, choose } = await open();
  await user.click(await choose(/OpenAI/));
  const dialog = await screen.findByRole("alertdialog");
  await within(dialog).findByText("1,240 texts, about 310,000 tokens");
  await user.type(within(dialog).getByLabelText(/Key of OpenAI/), "sk-canary-1");
  await user.click(within(dialog).getByRole("checkbox"));
  fake.provider.embedding.notice = { ...fake.provider.embedding.notice, texts: 1301, digest: "digest-2" };
  await user.click(within(dialog).getByRole("button", { name: "Send and re-embed" }));
  expect(await within(dialog).findByText(/read it again/)).toBeInTheDocument();
  expect(await within(dialog).findByText(/1,301 texts/)).toBeInTheDocument();
  expect(within(dialog).getByRole("checkbox"), "another notice was not read").not.toBeChecked();
  await user.click(within(dialog).getByRole("button", { name: "Cancel" }));
  expect(await choose(/On this device/)).toBeChecked();
});

it("asks for the model's name where none is proposed, and shows again what leaves with another", async () => {
  const fake = new FakeWorkspace();
  const offer = fake.provider.embedding.state.offered[1]!;
  Object.assign(offer, {
    label: "The AI provider, Custom endpoint",
    host: "llm.brook.example",
    available: true,
  });
  const { user, choose } = await open(fake);
  await user.click(await choose(/a model that you name/));
  const dialog = await screen.findByRole("alertdialog");
  expect(within(dialog).getByText("Name the model that makes the vectors.")).toBeInTheDocument();
  expect(fake.called("embedding_notice"), "there is nothing to ask about yet").toEqual([]);
  await user.type(within(dialog).getByRole("textbox", { name: /Model/ }), "bge-m3{Enter}");
  expect(await within(dialog).findByText(/1,240 texts/)).toBeInTheDocument();
  expect(fake.called("embedding_notice")).toEqual([{ by: "provider", model: "bge-m3" }]);
  await user.click(within(dialog).getByRole("checkbox"));
  await user.type(within(dialog).getByRole("textbox", { name: /Model/ }), "-large");
  expect(within(dialog).getByRole("checkbox"), "that was read of another model").not.toBeChecked();
  await user.click(within(dialog).getByRole("button", { name: "Send and re-embed" }));
  expect(fake.called("embedding_set")).toEqual([]);
  await user.click(within(dialog).getByRole("button", { name: "Show what leaves" }));
  await within(dialog).findByText(/1,240 texts/);
  await user.click(within(dialog).getByRole("checkbox"));
  await user.click(within(dialog).getByRole("button", { name: "Send and re-embed" }));
  await waitFor(() =>
    expect(fake.called("embedding_set")[0]).toMatchObject({
      choice: { by: "provider", model: "bge-m3-large" },
    }),
  );
});

it("says why nothing makes vectors instead of counting what does not go on", async () => {
  const fake = new FakeWorkspace();
  fake.provider.embedding.state = { ...fake.provider.embedding.state, done: 3 };
  fake.status = { ...fake.status, vectors: { state: "no_model", message: "AI is switched off" } };
  await open(fake);
  expect(await screen.findByText("AI is switched off")).toBeInTheDocument();
  expect(screen.queryByRole("progressbar")).toBeNull();
});

it("offers what cannot be used with the reason, and lets nothing be accepted that cannot be shown", async () => {
  const fake = new FakeWorkspace();
  fake.answer("embedding_notice", () => {
    throw commandError("failed", "api.openai.com cannot be reached: check the connection");
  });
  const { user, choose } = await open(fake);
  const provider = await choose(/Anthropic makes no vectors/);
  expect(provider).toHaveAttribute("aria-disabled", "true");
  await user.click(await choose(/OpenAI/));
  const dialog = await screen.findByRole("alertdialog");
  expect(await within(dialog).findByText(/cannot be reached: check the connection/)).toBeInTheDocument();
  await user.click(within(dialog).getByRole("checkbox"));
  expect(within(dialog).getByRole("button", { name: "Send and re-embed" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
});

it("shows who makes them to those who may not choose", async () => {
  await open(new FakeWorkspace(), false);
  expect(await screen.findByText("This device")).toBeInTheDocument();
  expect(screen.queryByRole("radio")).toBeNull();
  expect(screen.queryByRole("button")).toBeNull();
});
