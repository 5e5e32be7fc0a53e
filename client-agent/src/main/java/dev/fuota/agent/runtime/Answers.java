package dev.fuota.agent.runtime;

import dev.fuota.agent.step.Message;

/** Where the answers go to what is being carried out. */
@FunctionalInterface
interface Answers {
  /** For what nobody asked: a machine that answers it is wrong. */
  Answers NOBODY_ASKED =
      message -> {
        throw new IllegalStateException("an answer without a request");
      };

  void add(Message message);
}
