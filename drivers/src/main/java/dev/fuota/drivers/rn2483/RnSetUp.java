package dev.fuota.drivers.rn2483;

import dev.fuota.drivers.at.AtConsole;
import dev.fuota.drivers.modem.Dialect.SetUp;
import dev.fuota.drivers.modem.ModemCredentials;
import dev.fuota.drivers.modem.ModemModel;
import dev.fuota.drivers.modem.ModemSettings;
import dev.fuota.drivers.modem.Outcome;
import dev.fuota.drivers.modem.Step;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes sure that a usable RN2483 or RN2903 answers, and gives it its settings. Nothing is saved in
 * its EEPROM: what it forgets in a reset is told anew. Its AppKey cannot be read, and writing it
 * ends the session, so it is written only to a module that has none of ours.
 */
final class RnSetUp {
  private static final Pattern VERSION =
      Pattern.compile("(RN2(?:483|903))\\S{0,4} (\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3}).*");
  private static final int CHANNELS = 72;
  private static final int WIDE = 64;
  private static final int BANK = 8;

  private final AtConsole console;
  private final ModemSettings settings;
  private final boolean keyKnown;
  private String identity = "";
  private boolean changed;
  private boolean keyWritten;

  /** {@code keyKnown}: the module was given the key, and has not said that it was reset since. */
  RnSetUp(AtConsole console, ModemSettings settings, boolean keyKnown) {
    this.console = console;
    this.settings = settings;
    this.keyKnown = keyKnown;
  }

  /** Whether the module has its key. */
  boolean hasKey() {
    return keyKnown || keyWritten;
  }

  void begin(Consumer<SetUp> done) {
    if (!(settings.credentials() instanceof ModemCredentials.Otaa device)) {
      done.accept(
          SetUp.not(
              Outcome.refused(
                  "The RN2483 forgets the frame counters of a personalised device when it loses"
                      + " power, and the network refuses it then: let the device join.")));
      return;
    }
    List<Step> steps = new ArrayList<>();
    steps.add(console.probe(RnSyntax.VERSION));
    steps.add(this::checkVersion);
    steps.add(ensure("deveui", device.devEui().toString(), true));
    steps.add(ensure("appeui", device.joinEui().toString(), true));
    steps.add(
        key(
            console.step(
                "mac set appkey " + device.appKey().bytes().toHex().toUpperCase(Locale.ROOT))));
    settings.subBand().ifPresent(number -> steps.add(channels(number)));
    steps.add(ensure("adr", settings.adr() ? "on" : "off", false));
    settings.dataRate().ifPresent(rate -> steps.add(ensure("dr", Integer.toString(rate), false)));
    Step.all(steps)
        .perform(
            outcome ->
                done.accept(
                    outcome.isOk()
                        ? new SetUp(outcome, ModemModel.RN2483.identity(identity, false))
                        : SetUp.not(outcome)));
  }

  private void checkVersion(Consumer<Outcome> done) {
    console.ask(
        RnSyntax.VERSION,
        read -> done.accept(read.outcome().isOk() ? judge(read.last()) : read.outcome()));
  }

  private Outcome judge(String banner) {
    Matcher matcher = VERSION.matcher(banner);
    if (!matcher.matches()) {
      return Outcome.failed(
          "What answers on the serial line tells no version: is it an RN2483 or RN2903?");
    }
    String chip = matcher.group(1);
    identity = chip + ", " + matcher.group(2) + "." + matcher.group(3) + "." + matcher.group(4);
    if (number(matcher, 2) * 10_000 + number(matcher, 3) * 100 + number(matcher, 4) < 10_005) {
      return Outcome.refused(
          "This is an "
              + identity
              + ", whose firmware has no class C and no multicast: put firmware 1.0.5 on it.");
    }
    Region made = chip.equals("RN2483") ? Region.EU868 : Region.US915;
    return settings.region() == made
        ? Outcome.OK
        : Outcome.refused(
            "The " + chip + " is made for " + made + ", not for " + settings.region() + ".");
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private Step key(Step write) {
    return done ->
        console.ask(
            "mac get status",
            read -> {
              boolean ours = keyKnown && !changed && RnStatus.of(read.last()).joined();
              if (!read.outcome().isOk() || ours) {
                done.accept(read.outcome());
              } else {
                write.perform(
                    outcome -> {
                      keyWritten = outcome.isOk();
                      done.accept(outcome);
                    });
              }
            });
  }

  /** Eight narrow channels and the wide one; all others are switched off. */
  private Step channels(int subBand) {
    List<Step> steps = new ArrayList<>();
    for (int channel = 0; channel < CHANNELS; channel++) {
      int bank = channel < WIDE ? channel / BANK + 1 : channel - WIDE + 1;
      steps.add(console.step("mac set ch status " + channel + (bank == subBand ? " on" : " off")));
    }
    return Step.all(steps);
  }

  /**
   * Reads a setting, writes it if it is another one, and reads it again then.
   *
   * @param ofSession whether a session does not outlive the change
   */
  private Step ensure(String name, String wanted, boolean ofSession) {
    return done ->
        console.ask(
            "mac get " + name,
            read -> {
              if (!read.outcome().isOk() || read.last().equalsIgnoreCase(wanted)) {
                done.accept(read.outcome());
              } else {
                changed |= ofSession;
                String value =
                    wanted.matches("[0-9a-f]{16}") ? wanted.toUpperCase(Locale.ROOT) : wanted;
                Step.all(console.step("mac set " + name + " " + value), kept(name, wanted))
                    .perform(done);
              }
            });
  }

  private Step kept(String name, String wanted) {
    return done ->
        console.ask(
            "mac get " + name,
            read ->
                done.accept(
                    read.outcome().isOk() && !read.last().equalsIgnoreCase(wanted)
                        ? Outcome.failed(
                            "The RN2483 says ok to mac set " + name + " but does not keep it.")
                        : read.outcome()));
  }
}
