package dev.fuota.cluster;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/**
 * One cell on the node where the cluster put it, or a part of a fleet in real time. It runs once
 * however often it is asked for, keeps its answer until it is thanked for, and gives up when it is
 * moved or forgotten.
 */
final class CellEntity extends AbstractBehavior<CellMessage> {
  /** What runs it. */
  @FunctionalInterface
  interface Work {
    /**
     * Begins it.
     *
     * @param stop once it says yes, it ends as it stands
     */
    CompletionStage<CellReply> run(Job job, int cell, BooleanSupplier stop);
  }

  private final String id;
  private final String node;
  private final Work work;
  private final AtomicBoolean stopped = new AtomicBoolean();
  private boolean begun;
  private @Nullable ActorRef<CellReply> asker;
  private @Nullable CellReply answer;

  private CellEntity(ActorContext<CellMessage> context, String id, String node, Work work) {
    super(context);
    this.id = id;
    this.node = node;
    this.work = work;
  }

  /**
   * A cell that nobody asked for yet.
   *
   * @param id under which the cluster knows it
   */
  static Behavior<CellMessage> create(String id, String node, Work work) {
    return Behaviors.setup(context -> new CellEntity(context, id, node, work));
  }

  @Override
  public Receive<CellMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(CellMessage.Ask.class, this::onAsk)
        .onMessage(CellMessage.Ended.class, this::onEnded)
        .onMessage(CellMessage.End.class, end -> onEnd())
        .onMessage(CellMessage.Thanks.class, thanks -> Behaviors.stopped())
        .onMessage(CellMessage.Silence.class, silence -> Behaviors.stopped())
        .onSignal(PostStop.class, signal -> onStop())
        .build();
  }

  private Behavior<CellMessage> onAsk(CellMessage.Ask ask) {
    asker = ask.replyTo();
    if (answer != null) {
      asker.tell(answer);
      return this;
    }
    if (!begun) {
      if (!id.equals(CellPlace.id(ask.job().id(), ask.cell()))) {
        asker.tell(
            new CellReply.Refused(ask.cell(), "the scenario is not the one it is said to be"));
        return Behaviors.stopped();
      }
      begun = true;
      getContext()
          .pipeToSelf(
              work.run(ask.job(), ask.cell(), stopped::get),
              (reply, failure) ->
                  new CellMessage.Ended(
                      reply == null
                          ? new CellReply.Refused(ask.cell(), String.valueOf(failure))
                          : reply));
    }
    asker.tell(new CellReply.Working(ask.cell(), node));
    return this;
  }

  /** Its answer, be it that of half a run, is still wanted. */
  private Behavior<CellMessage> onEnd() {
    stopped.set(true);
    return begun ? this : Behaviors.stopped();
  }

  private Behavior<CellMessage> onEnded(CellMessage.Ended ended) {
    answer = ended.reply();
    if (asker != null) {
      asker.tell(answer);
    }
    return this;
  }

  private Behavior<CellMessage> onStop() {
    stopped.set(true);
    return this;
  }
}
