package dev.fuota.cluster;

import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;

/**
 * The parts of fleets in real time on one node, an actor for each from the first question for it
 * until its answer was thanked for, or nobody asks any more.
 */
final class PartPlace extends AbstractBehavior<CellMessage> {
  static final String NAME = "parts";

  /** Where each node has it. */
  static final String PATH = "/system/" + NAME;

  /**
   * A run asks every two seconds. It must be so short that, where a network broke, devices do not
   * live long on both sides of it.
   */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final String node;
  private final Parts parts;

  private PartPlace(ActorContext<CellMessage> context, String node, Parts parts) {
    super(context);
    this.node = node;
    this.parts = parts;
  }

  static Behavior<CellMessage> create(String node, Parts parts) {
    return Behaviors.setup(context -> new PartPlace(context, node, parts));
  }

  @Override
  public Receive<CellMessage> createReceive() {
    return newReceiveBuilder()
        .onMessage(CellMessage.Ask.class, this::onAsk)
        .onMessage(CellMessage.Thanks.class, thanks -> pass(thanks.id(), thanks))
        .onMessage(CellMessage.End.class, end -> pass(end.id(), end))
        .build();
  }

  private Behavior<CellMessage> onAsk(CellMessage.Ask ask) {
    String id = CellPlace.id(ask.job().id(), ask.cell());
    part(id).orElseGet(() -> getContext().spawn(begin(id), id)).tell(ask);
    return this;
  }

  private Behavior<CellMessage> begin(String id) {
    return Behaviors.setup(
        context -> {
          context.setReceiveTimeout(SILENCE, CellMessage.Silence.INSTANCE);
          return CellEntity.create(id, node, parts::run);
        });
  }

  private Behavior<CellMessage> pass(CellMessage.Id id, CellMessage message) {
    part(CellPlace.id(id.job(), id.cell())).ifPresent(it -> it.tell(message));
    return this;
  }

  private Optional<ActorRef<CellMessage>> part(String id) {
    return getContext().getChild(id).map(ActorRef::unsafeUpcast);
  }
}
