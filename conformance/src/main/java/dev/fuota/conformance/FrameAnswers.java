package dev.fuota.conformance;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.SessionKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** LoRaWAN data frames, {@code mac-frames}: made from fields, and opened again. */
final class FrameAnswers implements KnownAnswers {
  private static final String SCHEMA = "mac-frames/1";
  private static final String REJECT = "reject";
  private static final List<String> BUILT = List.of("pinned", "lorawan_10", "lorawan_11");

  private static final Map<String, FType> TYPES =
      Map.of(
          "UnconfirmedDataUp", FType.UNCONFIRMED_DATA_UP,
          "UnconfirmedDataDown", FType.UNCONFIRMED_DATA_DOWN,
          "ConfirmedDataUp", FType.CONFIRMED_DATA_UP,
          "ConfirmedDataDown", FType.CONFIRMED_DATA_DOWN);

  @Override
  public String schema() {
    return SCHEMA;
  }

  @Override
  public boolean recognises(Entry document) {
    return document.find("schema").filter(schema -> schema.shown().equals(SCHEMA)).isPresent();
  }

  @Override
  public Set<String> arrays() {
    return Set.of("pinned", "lorawan_10", "lorawan_11", REJECT);
  }

  @Override
  public List<GroupReport> run(Entry document, Path directory) {
    checkNumbersOfEntries(document);
    List<GroupReport> reports = new ArrayList<>();
    for (String name : BUILT) {
      Group group = new Group(name);
      document.elementsOf(name).forEach(entry -> runFrame(group, entry));
      reports.add(group.report());
    }
    Group reject = new Group(REJECT);
    document.elementsOf(REJECT).forEach(entry -> runReject(reject, entry));
    reports.add(reject.report());
    return reports;
  }

  /** The file counts its own entries, so that a file that was cut shows. */
  private static void checkNumbersOfEntries(Entry document) {
    document
        .find("groups")
        .ifPresent(
            groups ->
                groups
                    .memberNames()
                    .forEach(
                        name -> {
                          int there = document.elementsOf(name).size();
                          if (groups.integer(name) != there) {
                            throw groups
                                .get(name)
                                .malformed("the file has " + there + " such entries");
                          }
                        }));
  }

  private static void runFrame(Group group, Entry entry) {
    String version = entry.text("lorawan");
    if (!version.startsWith("1.0")) {
      group.skip("LoRaWAN " + version + " is not implemented yet");
    } else {
      group.run(entry.text("id"), check -> checkFrame(check, entry));
    }
  }

  private static void checkFrame(Check check, Entry entry) {
    Entry expect = entry.get("expect");
    FrameCrypto crypto = crypto(entry);
    long fCnt = entry.get("f_cnt").number();
    check.same("phy", expect.hex("phy"), seal(crypto, entry, fCnt));
    Decoded<DataFrame> decoded = DataFrame.decode(expect.hex("phy"));
    if (decoded instanceof Malformed<DataFrame> malformed) {
      check.failed("phy", "a data frame", malformed.detail());
      return;
    }
    DataFrame frame = decoded.value().orElseThrow();
    check.same("m_type", type(entry), frame.type());
    check.same("dev_addr", address(entry), frame.devAddr());
    check.same("f_ctrl", fCtrl(entry), frame.fCtrl());
    check.same("f_cnt", fCnt & 0xffff, frame.fCnt());
    check.same("f_port", fPort(entry), frame.fPort());
    check.same("f_opts", entry.hex("f_opts"), frame.fOpts());
    check.same("f_opts_wire", expect.hex("f_opts_wire"), frame.fOpts());
    check.same("frm_payload_wire", expect.hex("frm_payload_wire"), frame.frmPayload());
    check.same("mic", expect.hex("mic"), frame.mic());
    check.same("frm_payload", entry.hex("frm_payload"), LorawanFields.open(crypto, frame, fCnt));
  }

  private static Bytes seal(FrameCrypto crypto, Entry entry, long fCnt) {
    return crypto.seal(
        type(entry),
        fCtrl(entry),
        fCnt,
        entry.hex("f_opts"),
        fPort(entry),
        entry.hex("frm_payload"));
  }

  private static void runReject(Group group, Entry entry) {
    if (!entry.get("keys").has("nwk_s_key")) {
      group.skip("frames with the keys of LoRaWAN 1.1 are not implemented yet");
      return;
    }
    group.run(
        entry.text("id"),
        check -> {
          boolean accepted =
              DataFrame.decode(entry.hex("phy"))
                  .value()
                  .filter(frame -> frame.type().isDataDown())
                  .flatMap(frame -> crypto(entry).open(frame, entry.get("f_cnt_32").number()))
                  .isPresent();
          check.same("accept", entry.get("expect").flag("accept"), accepted);
        });
  }

  private static FrameCrypto crypto(Entry entry) {
    Entry keys = entry.get("keys");
    return new FrameCrypto(
        new SessionKeys(LorawanFields.key(keys, "nwk_s_key"), LorawanFields.key(keys, "app_s_key")),
        address(entry));
  }

  private static DevAddr address(Entry entry) {
    return LorawanFields.address(entry, "dev_addr");
  }

  private static FType type(Entry entry) {
    return Optional.ofNullable(TYPES.get(entry.text("m_type")))
        .orElseThrow(() -> entry.get("m_type").malformed("this type of frame is not known"));
  }

  private static int fPort(Entry entry) {
    return entry.find("f_port").map(Entry::integer).orElse(DataFrame.NO_PORT);
  }

  /** Bit 4 is one flag with two names: classB in an uplink, FPending in a downlink. */
  private static FCtrl fCtrl(Entry entry) {
    Entry flags = entry.get("f_ctrl");
    return new FCtrl(
        flags.flagOrFalse("adr"),
        flags.flagOrFalse("adr_ack_req"),
        flags.flagOrFalse("ack"),
        flags.flagOrFalse(type(entry).isDataUp() ? "class_b" : "f_pending"));
  }
}
