package dev.fuota.server.network;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.command.DeviceModeConf;
import dev.fuota.protocol.lorawan.command.DeviceModeInd;
import dev.fuota.protocol.lorawan.command.DeviceTimeAns;
import dev.fuota.protocol.lorawan.command.DeviceTimeReq;
import dev.fuota.protocol.lorawan.command.DownCommand;
import dev.fuota.protocol.lorawan.command.LinkAdrAns;
import dev.fuota.protocol.lorawan.command.LinkCheckAns;
import dev.fuota.protocol.lorawan.command.LinkCheckReq;
import dev.fuota.protocol.lorawan.command.MacCommand;
import dev.fuota.protocol.lorawan.command.MacCommands;
import dev.fuota.protocol.lorawan.command.PingSlotInfoAns;
import dev.fuota.protocol.lorawan.command.PingSlotInfoReq;
import dev.fuota.protocol.lorawan.command.RekeyConf;
import dev.fuota.protocol.lorawan.command.RekeyInd;
import dev.fuota.protocol.lorawan.command.ResetConf;
import dev.fuota.protocol.lorawan.command.ResetInd;
import dev.fuota.protocol.time.GpsTime;
import dev.fuota.server.network.Session.Authentication;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does what MAC commands of devices ask, and gives the commands to answer with. */
final class UplinkCommands { // MAC-057
  private static final int MINOR = 1; // LoRaWAN 1.1
  private static final int CLASS_C = 2;
  private static final int MARGIN_MAX = 254;
  private static final int COUNT_MAX = 255;
  private static final int FRACTIONS = 256;
  private static final int ANSWERS_MAX = 32;

  private final NetworkSettings settings;
  private final Adr adr;

  UplinkCommands(NetworkSettings settings) {
    this.settings = settings;
    this.adr = new Adr(settings);
  }

  /** Commands for the windows of an uplink, in the order of what they answer. */
  List<DownCommand> answers(
      Session session, DataFrame frame, Authentication authentic, Reception reception) {
    List<DownCommand> answers = new ArrayList<>();
    Bytes commands =
        frame.fPort() == 0 ? authentic.payload().orElse(Bytes.EMPTY) : authentic.fOpts();
    if (!commands.isEmpty()) {
      for (MacCommand command : MacCommands.decodeUp(commands).commands()) {
        answer(session, command, reception)
            .filter(answer -> answers.size() < ANSWERS_MAX)
            .ifPresent(answers::add);
      }
    }
    if (settings.adr()) {
      AdrState state = session.device().adr();
      state.uplink(reception.snrDb(), authentic.missed());
      if (frame.fCtrl().adr()) {
        answers.addAll(adr.ask(state, reception.dataRate(), frame.fCtrl().adrAckReq()));
      }
    }
    return answers;
  }

  private Optional<DownCommand> answer(Session session, MacCommand command, Reception reception) {
    if (command instanceof LinkCheckReq) {
      return Optional.of(linkCheck(reception));
    }
    if (command instanceof DeviceTimeReq) {
      return Optional.of(time(reception));
    }
    if (command instanceof PingSlotInfoReq info) {
      session.ping(info.periodicity());
      return Optional.of(new PingSlotInfoAns());
    }
    if (command instanceof LinkAdrAns ans) {
      session.device().adr().answered(ans.channelMaskAck() && ans.dataRateAck() && ans.powerAck());
      return Optional.empty();
    }
    return session.isV11() ? answerV11(session.device(), command) : Optional.empty();
  }

  private static Optional<DownCommand> answerV11(Device device, MacCommand command) {
    if (command instanceof RekeyInd ind) {
      return Optional.of(new RekeyConf(Math.min(MINOR, ind.minor())));
    }
    if (command instanceof ResetInd ind) {
      device.restartAdr();
      return Optional.of(new ResetConf(Math.min(MINOR, ind.minor())));
    }
    if (command instanceof DeviceModeInd ind) {
      device.classC(ind.deviceClass() == CLASS_C);
      return Optional.of(new DeviceModeConf(ind.deviceClass()));
    }
    return Optional.empty();
  }

  private static DownCommand linkCheck(Reception reception) {
    double margin = reception.snrDb() - Adr.requiredSnrDb(reception.dataRate());
    return new LinkCheckAns(
        (int) Math.max(0, Math.min(MARGIN_MAX, Math.floor(margin))),
        Math.min(COUNT_MAX, reception.hearers().size()));
  }

  /** GPS time at the end of the uplink. */
  private static DownCommand time(Reception reception) {
    long millis = GpsTime.sinceEpoch(reception.end()).toMillis();
    return new DeviceTimeAns(
        Math.floorDiv(millis, 1000L), (int) (Math.floorMod(millis, 1000L) * FRACTIONS / 1000));
  }
}
