package dev.fuota.conformance;

import dev.fuota.conformance.device.Sent;
import dev.fuota.conformance.device.VirtualDevice;
import dev.fuota.conformance.device.Window;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.multicast.McKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One deployment, with one device. The server's frames come at their time, those without one a few
 * seconds after the one before; multicast frames are on the air as octets, and count if the link
 * listens there.
 */
final class FlowRun {
  private static final int GROUP = 0;
  private static final int FRAG_INDEX = 0;

  /** Longer than a ping slot period of these flows; a class C server spaces them like this. */
  private static final Duration SPACING = Duration.ofSeconds(8);

  private static final String CLASS_C = "C";
  private static final int BEACON_PERIOD = 128;

  private final Entry flow;
  private final Entry config;
  private final Entry keys;
  private final Check check;
  private final DeviceRun run;
  private final Instant start;
  private final FrameCrypto group;

  FlowRun(Entry flow, Check check) {
    this.flow = flow;
    this.config = flow.get("config");
    this.keys = flow.get("keys");
    this.check = check;
    this.run = new DeviceRun(DeviceSetup.ofFlow(flow), false);
    this.start = run.device().now();
    this.group =
        new FrameCrypto(
            new SessionKeys(
                LorawanFields.key(keys, "mcNwkSKey"), LorawanFields.key(keys, "mcAppSKey")),
            LorawanFields.address(keys, "mcAddr"));
  }

  void run() {
    run.setClock(config.get("t0Gps").u32());
    List<Entry> steps = flow.get("steps").elements();
    for (int index = 0; index < steps.size(); index++) {
      step("steps/" + index, steps.get(index));
    }
    checkKeys();
    checkBlock();
    checkSession();
    noUplink("steps/" + steps.size());
  }

  private void step(String field, Entry step) {
    if (step.text("dir").equals("up")) {
      expectUplink(field, step);
      return;
    }
    noUplink(field);
    run.device().run(untilSent(step));
    if (step.text("via").equals("unicast")) {
      run.device().link().receive(step.integer("fPort", 1, 255), step.hex("hex"));
    } else {
      multicast(field, step);
    }
    run.settle();
  }

  private Duration untilSent(Entry step) {
    if (!step.has("t")) {
      return SPACING;
    }
    Duration until = Duration.between(run.device().now(), at(step));
    return until.isNegative() ? Duration.ZERO : until;
  }

  private Instant at(Entry step) {
    return start.plusSeconds(step.integer("t", 0, Integer.MAX_VALUE));
  }

  /** The frame is made from its fields, and is that of the file if it has one. */
  private void multicast(String field, Entry step) {
    Bytes frame =
        group.seal(
            FType.UNCONFIRMED_DATA_DOWN,
            new FCtrl(false, false, false, false),
            step.get("fCnt").u32(),
            Bytes.EMPTY,
            step.integer("fPort", 1, 255),
            step.hex("hex"));
    step.find("phyPayload")
        .ifPresent(phyPayload -> check.same(field + "/phyPayload", phyPayload.hex(), frame));
    if (!step.flagOrFalse("lost")) {
      boolean heard =
          run.device()
              .link()
              .receive(frame, config.integer("frequencyHz"), config.integer("dataRate"));
      check.same(field, "heard", heard ? "heard" : "not heard");
    }
  }

  private void expectUplink(String field, Entry step) {
    int interval = config.integer("uplinkIntervalS", 1, Integer.MAX_VALUE);
    run.await(Duration.ofSeconds(interval - 1L), () -> !run.unseen().isEmpty());
    List<Sent> sent = run.take();
    if (sent.size() != 1) {
      check.failed(field, "one uplink", sent.size() + " uplinks");
      return;
    }
    Sent uplink = sent.get(0);
    check.same(field + "/fPort", step.integer("fPort"), uplink.fPort());
    check.same(field + "/hex", expected(step, uplink.at()), uplink.payload());
    step.find("timeToStart")
        .ifPresent(
            time ->
                check.same(
                    field + "/timeToStart/sessionTime",
                    time.get("sessionTime").u32(),
                    run.gps(uplink.at()) + TimeField.of(time).get(expected(step, uplink.at()))));
  }

  /** The file's uplink, if it leaves when the device's does. */
  private Bytes expected(Entry step, Instant sent) {
    return step.find("timeToStart")
        .map(
            time ->
                TimeField.of(time)
                    .add(step.hex("hex"), Duration.between(sent, at(step)).toSeconds()))
        .orElseGet(() -> step.hex("hex"));
  }

  private void noUplink(String field) {
    for (Sent uplink : run.take()) {
      check.failed(field, "no further uplink", ExchangeRun.show(uplink));
    }
  }

  private void checkKeys() {
    AesKey mcRootKey = DeviceSetup.mcRootKey(keys);
    AesKey mcKeKey = McKeys.keyEncryptionKey(mcRootKey);
    check.same("keys/mcRootKey", keys.hex("mcRootKey"), mcRootKey.bytes());
    check.same("keys/mcKEKey", keys.hex("mcKEKey"), mcKeKey.bytes());
    check.same(
        "keys/mcKeyEncrypted",
        keys.hex("mcKeyEncrypted"),
        McKeys.wrap(mcKeKey, LorawanFields.key(keys, "mcKey")));
    new GroupCheck(check, "keys").run(keys, run.device().link().group(GROUP));
  }

  private void checkBlock() {
    Optional<VirtualDevice.Block> block = run.device().block(FRAG_INDEX);
    if (block.isEmpty()) {
      check.failed("config", "a block", "none");
      return;
    }
    Bytes octets = block.get().octets();
    check.same("config/payloadLength", config.integer("payloadLength"), octets.length());
    check.same("config/payloadSha256", config.hex("payloadSha256"), Digests.sha256(octets));
    check.same("config/descriptor", config.hex("descriptor"), block.get().descriptor());
  }

  private void checkSession() {
    long begins = config.get("sessionStartGps").u32();
    boolean classC = flow.text("multicastClass").equals(CLASS_C);
    long ends = begins + ((classC ? 1L : BEACON_PERIOD) << config.integer("timeOut", 0, 15));
    run.device().run(run.until(ends).plusSeconds(2));
    List<Window> windows = run.device().link().windows();
    check.same("config", "1 session", windows.size() + " session");
    if (windows.isEmpty()) {
      return;
    }
    SessionCheck session = new SessionCheck(check, "config", run, windows.get(0));
    session.isOfClass(flow.text("multicastClass"));
    session.opens(begins);
    // The server of a class B session counts its end from the start before rounding.
    session.closes(classC ? config.get("sessionEndGps").u32() : ends);
    session.listensOn(config.integer("frequencyHz"));
    session.usesDataRate(config.integer("dataRate"));
    config.find("pingPeriodicity").ifPresent(period -> session.hasPingSlots(period.integer()));
  }
}
