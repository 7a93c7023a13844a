import type { View } from "@/ipc/bindings";
import type { CommandName } from "@/ipc/call";
import { commandError } from "./fake-error";
import type { Handlers } from "./fake-handlers";

/** The saved views of a workspace in memory, in their order. */
export class FakeViews {
  views: View[] = [];

  readonly handlers: Handlers<Extract<CommandName, `view_${string}`>> = {
    view_list: () => ({ views: this.views }),
    view_save: ({ view }) => {
      const twin = this.views.find(
        (each) => each.kind === view.kind && each.name === view.name && each.id !== view.id,
      );
      if (twin) throw commandError("failed", `a view is called “${view.name}” already: choose another name`);
      const known = this.views.some(({ id }) => id === view.id);
      this.views = known
        ? this.views.map((each) => (each.id === view.id ? view : each))
        : [...this.views, view];
      return { views: this.views };
    },
    view_remove: ({ id }) => {
      this.views = this.views.filter((each) => each.id !== id);
      return { views: this.views };
    },
    view_order: ({ ids }) => {
      const place = ({ id }: View) => (ids.includes(id) ? ids.indexOf(id) : ids.length);
      this.views = this.views.toSorted((a, b) => place(a) - place(b));
      return { views: this.views };
    },
  };
}
