import { Fragment } from "react";
import { keyCaps, keyText, type Binding } from "@/lib/keys";

/** A key binding as keycaps. */
export function Keys({ binding }: { binding: Binding }) {
  return (
    <span className="inline-flex shrink-0 items-center gap-0.5 text-ink-3" title={keyText(binding)}>
      {keyCaps(binding).map((caps, step) => (
        <Fragment key={step}>
          {/* Spaces between boxes are not seen; they keep the keys apart for who hears them. */}
          {step > 0 && (
            <>
              {" "}
              <span className="px-0.5 text-xs">then</span>{" "}
            </>
          )}
          {caps.map((cap, at) => (
            <Fragment key={cap}>
              {at > 0 && " "}
              <kbd className="inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-sm border border-line-2 bg-sunken px-1 text-xs text-ink-2">
                {cap}
              </kbd>
            </Fragment>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
