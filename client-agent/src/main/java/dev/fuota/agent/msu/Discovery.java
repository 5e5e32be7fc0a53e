package dev.fuota.agent.msu;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.msu.IAm;
import dev.fuota.protocol.msu.Ipv4;
import dev.fuota.protocol.msu.MsgType;
import dev.fuota.protocol.msu.WhoIs;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers Who-Is (M-05): to listed or on-link sources only, spread over half a second, at most two
 * a second in all and one in two seconds to one address, so that nobody can aim the answers of a
 * site at a victim (MSU-X27, attack S7).
 */
final class Discovery {
  private static final int ANSWERS_A_SECOND = 2;
  private static final long SECOND_MS = 1000;
  private static final long SOURCE_MS = 2000;

  private final MsuContext context;
  private final RateLimit all = new RateLimit(ANSWERS_A_SECOND, SECOND_MS);
  private final RateLimit each = new RateLimit(1, SOURCE_MS);
  private final Map<Ipv4, TimerSlot> pending = new HashMap<>();

  Discovery(MsuContext context) {
    this.context = context;
  }

  void onWhoIs(WhoIs question, Ipv4 source, int port, int groupId) { // MSU-015
    if (!question.asksClients() || !question.covers(context.self()) || !mayAsk(source)) {
      context.drop(Drop.NOT_ADDRESSED);
      return;
    }
    long now = context.now();
    if (each.isFull(source.bits(), now) || !all.allows(0, now)) {
      context.drop(Drop.RATE_LIMIT);
      return;
    }
    each.allows(source.bits(), now);
    TimerSlot timer = context.timer();
    pending.put(source, timer);
    double fraction = context.ports.random().nextDouble();
    long nanos = (long) (fraction * context.config().times.iAmSpread() * 1_000_000L);
    timer.set(
        java.time.Duration.ofNanos(nanos),
        () -> {
          pending.remove(source);
          context.send(source, port, iAm(groupId));
        });
  }

  private boolean mayAsk(Ipv4 source) {
    MsuClientConfig.Prefix onLink = context.config().discoverers;
    Access access = context.config().access;
    return onLink == null || onLink.contains(source) || (access != null && access.isListed(source));
  }

  IAm iAm(int groupId) { // MSU-026, MSU-027, MSU-029
    MsuClientConfig config = context.config();
    Access access = config.access;
    boolean wantsLogin = access != null && access.level() > 0;
    int type = MsgType.CLIENT | (wantsLogin ? MsgType.AUTH | MsgType.AUTH_LEVEL : 0);
    return new IAm(
        groupId,
        type,
        context.self(),
        config.identity,
        config.installedVersion,
        config.revision,
        config.location,
        config.profile.commParam(),
        Optional.of(config.parameters),
        0,
        Bytes.EMPTY);
  }

  void stop() {
    pending.values().forEach(TimerSlot::cancel);
    pending.clear();
  }
}
