import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FormField } from "@/components/ui/form-field";
import { Input, TextArea } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { say } from "@/components/ui/toaster";
import type { MailSecurity, MailSetup, MailTrial } from "@/ipc/bindings";
import { asFailure, call } from "@/ipc/call";
import { setAnswer } from "@/ipc/use-command";
import { sentence } from "@/lib/sentence";
import { MailTrialSteps } from "./mail-trial";
import {
  isProblem,
  PROVIDERS,
  providerOf,
  serverDraft,
  serverFrom,
  usualPort,
  type ServerDraft,
  type ServerProblem,
} from "./mail-providers";

const OTHER = "other";
const DELAYS = [0, 5, 10, 20, 30, 60, 120];

/** Where mail goes out, under whose name, after how long, with what below it. */
export function EmailForm({ setup, onRemove }: { setup: MailSetup; onRemove: () => void }) {
  const client = useQueryClient();
  const [server, setServer] = useState(() => serverDraft(setup.server));
  // Another provider is a choice, too, before a server's name is there to tell it by.
  const [chosen, setChosen] = useState<string | null>(setup.server ? OTHER : null);
  const [password, setPassword] = useState("");
  const [delay, setDelay] = useState(setup.delay_seconds);
  const [signature, setSignature] = useState(setup.signature);
  const [problem, setProblem] = useState<ServerProblem | string>();
  const [trial, setTrial] = useState<MailTrial | "running">();
  const [busy, setBusy] = useState(false);
  const provider = providerOf(server.host);
  // A password goes to no other server and user than those that it was given for.
  const known =
    setup.has_password &&
    setup.server?.host === server.host.trim() &&
    setup.server.user === server.user.trim();

  function change(part: Partial<ServerDraft>) {
    setProblem(undefined);
    setTrial(undefined);
    setServer((before) => ({ ...before, ...part }));
  }

  /** What was typed as the core takes it, or the problem shown at its place. */
  function typed() {
    const made = serverFrom(server);
    const wrong: ServerProblem | undefined = isProblem(made)
      ? made
      : !known && password === ""
        ? {
            field: "password",
            message: setup.has_password
              ? "write the password of this user and server: the one that is kept belongs to another"
              : "write the password of your mail account",
          }
        : undefined;
    setProblem(wrong);
    if (wrong || isProblem(made)) return undefined;
    return { server: made, password: password === "" ? null : password };
  }

  async function test() {
    const input = typed();
    if (!input || busy) return;
    setBusy(true);
    setTrial("running");
    try {
      setTrial(await call("mail_setup_test", input));
    } catch (error) {
      setTrial(undefined);
      refused(error);
    } finally {
      setBusy(false);
    }
  }

  async function save() {
    const input = typed();
    if (!input || busy) return;
    setBusy(true);
    try {
      const next = await call("mail_setup_set", { ...input, delay_seconds: delay, signature });
      setPassword("");
      setAnswer(client, "mail_setup_get", {}, next);
      say(`emails leave through ${input.server.host}`);
    } catch (error) {
      refused(error);
    } finally {
      setBusy(false);
    }
  }

  function refused(error: unknown) {
    const { fields, message } = asFailure(error);
    const [issue] = fields;
    if (issue && (issue.field in server || issue.field === "password"))
      setProblem({ field: issue.field as ServerProblem["field"], message: issue.message });
    else setProblem(message);
  }

  const at = (field: ServerProblem["field"]) =>
    typeof problem === "object" && problem.field === field ? problem.message : undefined;

  return (
    <form
      noValidate
      aria-label="How mail is sent"
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <FormField label="Provider" hint={provider?.hint}>
        {(control) => (
          <Select
            {...control}
            invalid={false}
            value={provider?.key ?? chosen}
            placeholder="Who runs your mail?"
            options={[
              ...PROVIDERS.map(({ key, label }) => ({ value: key, label })),
              { value: OTHER, label: "Another server" },
            ]}
            onChange={(key) => {
              setChosen(key);
              const next = PROVIDERS.find((each) => each.key === key);
              if (next) change({ host: next.host, port: String(next.port), security: next.security });
              else if (provider) change({ host: "" });
            }}
          />
        )}
      </FormField>
      <div className="grid gap-3 @3xl:grid-cols-2">
        <FormField label="Your name" hint="As recipients see it" problem={at("from_name")}>
          {(control) => (
            <Input
              {...control}
              value={server.from_name}
              onChange={(event) => change({ from_name: event.target.value })}
            />
          )}
        </FormField>
        <FormField label="Your address" required problem={at("from_address")}>
          {(control) => (
            <Input
              {...control}
              inputMode="email"
              placeholder="name@company.com"
              value={server.from_address}
              onChange={(event) => {
                const { value } = event.target;
                // Most servers know people by their address; whoever wrote another name keeps it.
                const follows = server.user === "" || server.user === server.from_address;
                change({ from_address: value, ...(follows ? { user: value } : {}) });
              }}
            />
          )}
        </FormField>
        <FormField label="User name" required problem={at("user")}>
          {(control) => (
            <Input
              {...control}
              value={server.user}
              onChange={(event) => change({ user: event.target.value })}
            />
          )}
        </FormField>
        <FormField
          label="Password"
          required={!known}
          hint={
            known
              ? "In the keychain of this computer. Empty keeps it."
              : "Kept in the keychain of this computer only."
          }
          problem={at("password")}
        >
          {(control) => (
            <Input
              {...control}
              type="password"
              autoComplete="new-password"
              placeholder={known ? "••••••••" : ""}
              value={password}
              onChange={(event) => {
                setProblem(undefined);
                setPassword(event.target.value);
              }}
            />
          )}
        </FormField>
      </div>
      <div className="grid gap-3 @3xl:grid-cols-[1fr_96px_auto]">
        <FormField label="Server" required problem={at("host")}>
          {(control) => (
            <Input
              {...control}
              placeholder="smtp.example.com"
              value={server.host}
              onChange={(event) => change({ host: event.target.value })}
            />
          )}
        </FormField>
        <FormField label="Port" required problem={at("port")}>
          {(control) => (
            <Input
              {...control}
              inputMode="numeric"
              className="tabular-nums"
              value={server.port}
              onChange={(event) => change({ port: event.target.value })}
            />
          )}
        </FormField>
        <div className="flex flex-col gap-1">
          <span className="text-sm font-medium text-ink-2" aria-hidden>
            Encryption
          </span>
          <span className="flex h-8 items-center">
            <Segmented<MailSecurity>
              label="Encryption"
              value={server.security}
              options={[
                { value: "tls", label: "TLS" },
                { value: "start_tls", label: "STARTTLS" },
              ]}
              onChange={(security) =>
                change({
                  security,
                  ...(server.port === String(usualPort(server.security))
                    ? { port: String(usualPort(security)) }
                    : {}),
                })
              }
            />
          </span>
        </div>
      </div>
      <FormField label="Time to undo" className="max-w-72" hint="How long an email waits before it leaves.">
        {(control) => (
          <Select
            {...control}
            invalid={false}
            value={String(delay)}
            options={[...new Set([...DELAYS, delay])]
              .toSorted((a, b) => a - b)
              .map((seconds) => ({
                value: String(seconds),
                label: seconds === 0 ? "None: it leaves at once" : `${seconds} seconds`,
              }))}
            onChange={(value) => setDelay(Number(value))}
          />
        )}
      </FormField>
      <FormField label="Signature" hint="Set below every email.">
        {(control) => (
          <TextArea
            {...control}
            rows={4}
            value={signature}
            onChange={(event) => setSignature(event.target.value)}
          />
        )}
      </FormField>
      {trial && <MailTrialSteps trial={trial} />}
      {typeof problem === "string" && (
        <p role="alert" className="text-danger">
          {sentence(problem)}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" disabled={busy}>
          Save
        </Button>
        <Button disabled={busy} onClick={() => void test()}>
          Test
        </Button>
        <span className="flex-1" />
        {setup.server && (
          <Button variant="danger" disabled={busy} onClick={onRemove}>
            Remove…
          </Button>
        )}
      </div>
    </form>
  );
}
