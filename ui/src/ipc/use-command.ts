import {
  keepPreviousData,
  queryOptions,
  useQuery,
  type QueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { call, type CommandFailure, type CommandName, type InputOf, type OutputOf } from "./call";

type Options = {
  /** False to wait. */
  enabled?: boolean;
  /** Shows the last answer while a new input is asked for, so that nothing blinks. */
  keepPrevious?: boolean;
};

/** The query of a command: its name and input are its key. */
export function commandQuery<K extends CommandName>(name: K, input: InputOf<K>) {
  return queryOptions<OutputOf<K>, CommandFailure>({
    queryKey: [name, input],
    queryFn: () => call(name, input),
  });
}

/** The answer of a reading command, kept until an event says that it changed. */
export function useCommand<K extends CommandName>(
  name: K,
  input: InputOf<K>,
  { enabled = true, keepPrevious = false }: Options = {},
): UseQueryResult<OutputOf<K>, CommandFailure> {
  return useQuery({
    ...commandQuery(name, input),
    enabled,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  }) as UseQueryResult<OutputOf<K>, CommandFailure>;
}

/** Puts an answer into the cache, as if it had just been asked for. */
export function setAnswer<K extends CommandName>(
  client: QueryClient,
  name: K,
  input: InputOf<K>,
  output: OutputOf<K>,
) {
  client.setQueryData([name, input], output);
}
