/** As much of a registry of commands as is used. */
export interface ICommands {
  execute(id: string, args?: unknown): Promise<unknown>;
}

/** Decides whether a command goes on. */
export type Intercept = (args: unknown) => Promise<boolean>;

// Registered for all copies of this module, so that an extension that is loaded twice asks once.
const INTERCEPTED = Symbol.for('mldebt-lab:intercepted-commands');

interface IIntercepted {
  [INTERCEPTED]?: Set<string>;
}

/**
 * Ask `intercept` before each run of a command, wherever it comes from: menus, the palette and keys all go through
 * `execute`, and there is no other way to come before a command that somebody else has added. Gives a function that ends
 * this, also where others have put themselves in front since; null if the command is intercepted already.
 */
export function interceptCommand(
  commands: ICommands,
  command: string,
  intercept: Intercept
): (() => void) | null {
  const intercepted = ((commands as IIntercepted)[INTERCEPTED] ??= new Set());
  if (intercepted.has(command)) {
    return null;
  }
  intercepted.add(command);
  const own = Object.getOwnPropertyDescriptor(commands, 'execute');
  const execute = commands.execute;
  let isOn = true;
  const pass = (id: string, args: unknown) => execute.call(commands, id, args);
  const ask = async (args: unknown) =>
    (await intercept(args)) ? pass(command, args) : undefined;
  const entrance: ICommands['execute'] = (id, args) =>
    isOn && id === command ? ask(args) : pass(id, args);
  commands.execute = entrance;
  return () => {
    if (!isOn) {
      return;
    }
    isOn = false;
    intercepted.delete(command);
    if (commands.execute !== entrance) {
      return; // somebody else calls us, and is passed on
    }
    if (own) {
      Object.defineProperty(commands, 'execute', own);
    } else {
      delete (commands as Partial<ICommands>).execute;
    }
  };
}
