package dev.fuota.server.campaign;

import dev.fuota.protocol.codec.Command;
import dev.fuota.protocol.multicast.McClassBSessionAnsV2;
import dev.fuota.protocol.multicast.McClassBSessionReq;
import dev.fuota.protocol.multicast.McClassCSessionAnsV2;
import dev.fuota.protocol.multicast.McClassCSessionReq;
import dev.fuota.protocol.multicast.McSessionAns;
import dev.fuota.protocol.multicast.MulticastCommand;
import dev.fuota.protocol.time.GpsTime;
import dev.fuota.server.port.DownlinkChannel;
import dev.fuota.server.port.Uplink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells a device when and where to listen, in class C (TP-12), or in class B if the channel is one
 * of ping slots. The time to start in its answer shows whether its clock is right; if not it is
 * asked again, until it has synchronised (TR-05).
 *
 * @param start of the session, a whole second; in class B that of a beacon
 */
record McSessionSetup<A extends McSessionAns>(
    int mcGroupId, Instant start, int timeOut, DownlinkChannel channel, Class<A> answerType)
    implements Exchange<A> {

  static McSessionSetup<?> of(int mcGroupId, Instant start, int timeOut, DownlinkChannel channel) {
    return channel.pingPeriodicity().isPresent()
        ? new McSessionSetup<>(mcGroupId, start, timeOut, channel, McClassBSessionAnsV2.class)
        : new McSessionSetup<>(mcGroupId, start, timeOut, channel, McClassCSessionAnsV2.class);
  }

  @Override
  public Stage stage() {
    return stage(channel);
  }

  static Stage stage(DownlinkChannel channel) {
    return channel.pingPeriodicity().isPresent()
        ? Stage.MC_CLASS_B_SESSION_SETUP
        : Stage.MC_CLASS_C_SESSION_SETUP;
  }

  @Override
  public int fPort() {
    return MulticastCommand.DEFAULT_FPORT;
  }

  @Override
  public Command request(Participant participant) {
    long seconds = GpsTime.of(start).seconds();
    int frequencyHz = channel.frequencyHz();
    int rate = channel.dataRate().index();
    return channel.pingPeriodicity().isPresent()
        ? new McClassBSessionReq(
            mcGroupId, seconds, timeOut, channel.pingPeriodicity().getAsInt(), frequencyHz, rate)
        : new McClassCSessionReq(mcGroupId, seconds, timeOut, frequencyHz, rate);
  }

  @Override
  public Judgement judge(Participant participant, A ans, Uplink uplink) {
    if (ans.mcGroupId() != mcGroupId) {
      return Judgement.OTHER_SESSION;
    }
    if (ans.timeToStart().isEmpty()) {
      return Judgement.refused(reason(ans));
    }
    int timeToStart = ans.timeToStart().getAsInt();
    return timeToStart == McSessionAns.TIME_UNKNOWN
        ? Judgement.notYet("clock is not synchronised")
        : DeviceClock.judge(start, timeToStart, uplink.startedAt());
  }

  private String reason(A ans) {
    List<String> reasons = new ArrayList<>();
    if (ans.mcGroupUndefined()) {
      reasons.add("multicast group " + mcGroupId + " is unknown");
    }
    if (ans.freqError()) {
      reasons.add(channel.frequencyHz() + " Hz is not supported");
    }
    if (ans.drError()) {
      reasons.add("DR" + channel.dataRate().index() + " is not supported");
    }
    if (ans.startMissed()) {
      reasons.add("the session's start was over");
    }
    return String.join(", ", reasons);
  }
}
