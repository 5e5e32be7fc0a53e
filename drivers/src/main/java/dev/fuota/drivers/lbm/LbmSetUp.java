package dev.fuota.drivers.lbm;

import dev.fuota.drivers.modem.Dialect.SetUp;
import dev.fuota.drivers.modem.ModemCredentials;
import dev.fuota.drivers.modem.ModemModel;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.drivers.modem.Outcome;
import dev.fuota.drivers.modem.Step;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.region.Region;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Makes sure that a LoRa Basics Modem answers, and is the device that is wanted. A session of that
 * device is kept; root keys cannot be read, so the EUIs stand for them.
 */
final class LbmSetUp {
  private static final Map<Region, Integer> REGIONS =
      Map.of(
          Region.EU868, 0x01,
          Region.AS923_1, 0x02,
          Region.US915, 0x03,
          Region.AU915, 0x04,
          Region.IN865, 0x09);

  private static final int ADR_NETWORK = 0x00;
  private static final int ADR_CUSTOM = 0x03;
  private static final int CUSTOM_RATES = 16;

  private final LbmChannel channel;
  private final ModemSettings settings;
  private final boolean kept;
  private String version = "";

  /** It has the settings, and perhaps a session with them. */
  private boolean same;

  /**
   * A dialogue that has not begun.
   *
   * @param kept whether the modem has not been reset since it was set up last
   */
  LbmSetUp(LbmChannel channel, ModemSettings settings, boolean kept) {
    this.channel = channel;
    this.settings = settings;
    this.kept = kept;
    this.same = true;
  }

  void begin(Consumer<SetUp> done) {
    Integer region = REGIONS.get(settings.region());
    if (region == null) {
      done.accept(
          SetUp.not(
              Outcome.refused(
                  "The LoRa Basics Modem has no region "
                      + settings.region()
                      + ": choose EU868, US915, AU915, IN865 or AS923-1.")));
    } else if (settings.subBand().isPresent()) {
      done.accept(
          SetUp.not(
              Outcome.refused(
                  "The LoRa Basics Modem takes no sub-band: it goes through all of them when it"
                      + " joins; leave subBand out.")));
    } else if (settings.credentials() instanceof ModemCredentials.Otaa device) {
      Step.all(
              this::readVersion,
              compare(LbmCommand.GET_DEV_EUI, eui(device.devEui())),
              compare(LbmCommand.GET_JOIN_EUI, eui(device.joinEui())),
              compare(LbmCommand.GET_REGION, Bytes.of(region.byteValue())),
              leaveOther(),
              change(LbmCommand.SET_REGION, Bytes.of(region.byteValue()), "the region"),
              change(LbmCommand.SET_JOIN_EUI, eui(device.joinEui()), "the JoinEUI"),
              change(LbmCommand.SET_DEV_EUI, eui(device.devEui()), "the DevEUI"),
              change(LbmCommand.SET_NWK_KEY, device.appKey().bytes(), "the root key"),
              write(LbmCommand.SET_ADR_PROFILE, adr(), "the data rate"))
          .perform(outcome -> done.accept(result(outcome)));
    } else {
      done.accept(
          SetUp.not(
              Outcome.refused(
                  "The LoRa Basics Modem joins only: give root keys, not session keys.")));
    }
  }

  private SetUp result(Outcome outcome) {
    return outcome.isOk()
        ? new SetUp(
            Outcome.OK, ModemModel.LBM.identity("LoRa Basics Modem, version " + version, true))
        : SetUp.not(outcome);
  }

  private void readVersion(Consumer<Outcome> done) {
    channel.ask(
        LbmCommand.GET_VERSION,
        Bytes.EMPTY,
        reply -> {
          version = reply.data().toHex();
          done.accept(reply.outcome("to tell its version"));
        });
  }

  /** A modem that was not set up in this run, and cannot tell, is taken for another device. */
  private Step compare(LbmCommand command, Bytes wanted) {
    return done -> {
      if (kept) {
        done.accept(Outcome.OK);
        return;
      }
      channel.ask(
          command,
          Bytes.EMPTY,
          reply -> {
            same &= reply.isOk() && reply.data().equals(wanted);
            boolean answered = reply.kind() == LbmReply.Kind.ANSWERED;
            done.accept(answered ? Outcome.OK : reply.outcome("to tell its settings"));
          });
    };
  }

  /** A modem with a session takes no other settings. */
  private Step leaveOther() {
    return done -> {
      if (same) {
        done.accept(Outcome.OK);
      } else {
        write(LbmCommand.LEAVE, Bytes.EMPTY, "to leave its network").perform(done);
      }
    };
  }

  private Step change(LbmCommand command, Bytes data, String what) {
    return done -> {
      if (same) {
        done.accept(Outcome.OK);
      } else {
        write(command, data, what).perform(done);
      }
    };
  }

  private Step write(LbmCommand command, Bytes data, String what) {
    return done -> channel.ask(command, data, reply -> done.accept(reply.outcome(what)));
  }

  private static Bytes eui(Eui eui) {
    return Bytes.of(ByteBuffer.allocate(Eui.LENGTH).putLong(eui.value()).array());
  }

  private Bytes adr() {
    OptionalInt fixed = settings.dataRate();
    if (settings.adr() || fixed.isEmpty()) {
      return Bytes.of((byte) ADR_NETWORK);
    }
    byte[] custom = new byte[1 + CUSTOM_RATES];
    Arrays.fill(custom, (byte) fixed.getAsInt());
    custom[0] = ADR_CUSTOM;
    return Bytes.of(custom);
  }
}
