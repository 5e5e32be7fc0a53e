package dev.fuota.conformance;

import dev.fuota.conformance.GroupedAnswers.Questions;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.codec.Decoded.Malformed;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FCtrl;
import dev.fuota.protocol.lorawan.FType;
import dev.fuota.protocol.lorawan.FrameCrypto;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.MicContext;
import dev.fuota.protocol.lorawan.SessionKeys;
import java.util.Map;
import java.util.Optional;

/** LoRaWAN data frames, {@code mac-frames}: made from fields, and opened again. */
final class FrameAnswers {
  private static final Map<String, FType> TYPES =
      Map.of(
          "UnconfirmedDataUp", FType.UNCONFIRMED_DATA_UP,
          "UnconfirmedDataDown", FType.UNCONFIRMED_DATA_DOWN,
          "ConfirmedDataUp", FType.CONFIRMED_DATA_UP,
          "ConfirmedDataDown", FType.CONFIRMED_DATA_DOWN);

  private FrameAnswers() {}

  static KnownAnswers schema() {
    return new GroupedAnswers(
        "mac-frames/1",
        new Questions("pinned", FrameAnswers::checkFrame),
        new Questions("lorawan_10", FrameAnswers::checkFrame),
        new Questions("lorawan_11", FrameAnswers::checkFrame),
        new Questions("reject", FrameAnswers::checkReject));
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
    check.same("f_opts", entry.hex("f_opts"), crypto.fOpts(frame, fCnt));
    check.same("f_opts_wire", expect.hex("f_opts_wire"), frame.fOpts());
    check.same("frm_payload_wire", expect.hex("frm_payload_wire"), frame.frmPayload());
    check.same("mic", expect.hex("mic"), frame.mic());
    check.same(
        "frm_payload",
        entry.hex("frm_payload"),
        LorawanFields.payload(crypto.open(frame, fCnt, context(entry))));
  }

  private static Bytes seal(FrameCrypto crypto, Entry entry, long fCnt) {
    return crypto.seal(
        type(entry),
        fCtrl(entry),
        fCnt,
        entry.hex("f_opts"),
        fPort(entry),
        entry.hex("frm_payload"),
        context(entry));
  }

  private static void checkReject(Check check, Entry entry) {
    boolean accepted =
        DataFrame.decode(entry.hex("phy"))
            .value()
            .filter(frame -> frame.type().isDataDown())
            .flatMap(
                frame -> crypto(entry).open(frame, entry.get("f_cnt_32").number(), context(entry)))
            .isPresent();
    check.same("accept", entry.get("expect").flag("accept"), accepted);
  }

  private static FrameCrypto crypto(Entry entry) {
    Entry keys = entry.get("keys");
    return keys.has("nwk_s_key")
        ? new FrameCrypto(v10Keys(keys), address(entry))
        : new FrameCrypto(LorawanFields.v11Keys(keys), address(entry), LorawanVersion.V1_1);
  }

  private static SessionKeys v10Keys(Entry keys) {
    return new SessionKeys(
        LorawanFields.key(keys, "nwk_s_key"), LorawanFields.key(keys, "app_s_key"));
  }

  private static MicContext context(Entry entry) {
    return new MicContext(
        entry.integerOrZero("conf_f_cnt") & 0xffff,
        entry.integerOrZero("tx_dr"),
        entry.integerOrZero("tx_ch"));
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
