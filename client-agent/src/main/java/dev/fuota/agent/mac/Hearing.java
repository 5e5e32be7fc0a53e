package dev.fuota.agent.mac;

import dev.fuota.agent.mac.Session.Accepted;
import dev.fuota.agent.mac.Transceiver.Heard;
import dev.fuota.agent.mac.Transceiver.Place;
import dev.fuota.hal.link.Downlink;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.lorawan.DataFrame;
import java.util.Optional;

/**
 * Whom a data frame is for, and whether it counts where it was heard: unicast in RX1 and RX2, in
 * class C also in RXC, in class B also in the device's ping slots; multicast where its group's
 * session is open.
 *
 * <p>MAC commands, the end of ADR back-off and of sticky answers come with class A windows only.
 */
final class Hearing {
  private static final int PORT_MAX = 225;

  private final Core core;
  private final MulticastSessions multicast;
  private final Uplinks uplinks;
  private final Whole whole;

  Hearing(Core core, MulticastSessions multicast, Uplinks uplinks, Whole whole) {
    this.core = core;
    this.multicast = multicast;
    this.uplinks = uplinks;
    this.whole = whole;
  }

  static boolean isApplicationPort(int fPort) {
    return fPort > 0 && fPort <= PORT_MAX;
  }

  /**
   * Takes what was heard in a window or in continuous reception.
   *
   * @return whether it was a downlink to this device alone
   */
  boolean hear(Heard heard) { // MAC-087
    Optional<DataFrame> frame = decode(heard.phyPayload());
    if (frame.isEmpty()) {
      return false;
    }
    Optional<Downlink> toGroup = multicast.accept(frame.get(), heard.channel());
    if (toGroup.isPresent()) {
      core.listener().onDownlink(toGroup.get());
      return false;
    }
    boolean window = heard.place() == Place.WINDOW;
    boolean rxc = core.rxc().filter(heard.channel()::equals).isPresent();
    return (window || rxc) && toUs(frame.get(), heard, window);
  }

  /** Takes what was heard in a ping slot of the device itself; returns whether it was for it. */
  boolean hearInSlot(Heard heard) {
    return decode(heard.phyPayload()).filter(frame -> toUs(frame, heard, false)).isPresent();
  }

  /** Takes what was heard in a ping slot of a group; returns whether it was for the group. */
  boolean hearInSlot(Heard heard, int groupId) {
    Optional<Downlink> toGroup =
        decode(heard.phyPayload()).flatMap(frame -> multicast.acceptOf(groupId, frame));
    toGroup.ifPresent(downlink -> core.listener().onDownlink(downlink));
    return toGroup.isPresent();
  }

  private static Optional<DataFrame> decode(Bytes phyPayload) {
    Decoded<DataFrame> decoded = DataFrame.decode(phyPayload);
    return decoded.value();
  }

  private boolean toUs(DataFrame frame, Heard heard, boolean window) { // MAC-054
    Optional<Session> session = core.session();
    Optional<Accepted> accepted = session.flatMap(it -> it.accept(frame));
    if (accepted.isEmpty()) {
      boolean repeated = session.filter(it -> it.isRepeated(frame)).isPresent();
      if (repeated) {
        uplinks.oweAck();
      }
      return repeated;
    }
    take(accepted.get(), heard, window);
    return true;
  }

  private void take(Accepted accepted, Heard heard, boolean window) { // MAC-005
    DataFrame frame = accepted.frame();
    if (window) {
      core.plan().downlink();
      core.desk.onClassADownlink();
      Bytes commands = frame.fPort() == 0 ? accepted.payload() : accepted.fOpts();
      new MacCommandDuty(core, uplinks, whole).perform(commands, heard.quality().snrDb());
    }
    uplinks.onDownlink(accepted, window);
    if (isApplicationPort(frame.fPort())) {
      core.listener()
          .onDownlink(
              new Downlink(
                  frame.fPort(), accepted.payload().toArray(), Downlink.UNICAST, accepted.fCnt()));
    }
  }
}
