package dev.fuota.conformance;

import dev.fuota.conformance.GroupedAnswers.Questions;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.codec.Decoded;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.CfList;
import dev.fuota.protocol.lorawan.Eui;
import dev.fuota.protocol.lorawan.JoinAccept;
import dev.fuota.protocol.lorawan.JoinKeys;
import dev.fuota.protocol.lorawan.JoinRequest;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.RejoinRequest;
import dev.fuota.protocol.lorawan.SessionKeys;
import java.util.List;
import java.util.Optional;

/** Activation, {@code mac-join}: both sides' frames, and the keys that come of them. */
final class JoinAnswers {
  private JoinAnswers() {}

  static KnownAnswers schema() {
    return new GroupedAnswers(
        "mac-join/1",
        new Questions("join_request", JoinAnswers::checkRequest),
        new Questions("join_accept", JoinAnswers::checkAccept),
        new Questions("join_accept_reject", JoinAnswers::checkReject),
        new Questions("rejoin_request", JoinAnswers::checkRejoin));
  }

  private static void checkRequest(Check check, Entry entry) {
    JoinRequest request = request(entry);
    AesKey key = keys(entry).nwkKey();
    Bytes phy = entry.get("expect").hex("phy");
    check.same("phy", phy, request.seal(key));
    check.same("mic", entry.get("expect").hex("mic"), mic(request.seal(key)));
    check.same("join_request", Decoded.ok(request), JoinRequest.decode(phy));
    check.same("verify", true, request.verify(phy, key));
  }

  private static void checkAccept(Check check, Entry entry) {
    Entry expect = entry.get("expect");
    JoinAccept accept = accept(entry);
    JoinKeys keys = keys(entry);
    LorawanVersion version = LorawanFields.version(entry);
    Bytes phy = expect.hex("phy");
    check.same("phy", phy, accept.seal(keys, request(entry), version));
    check.same("join_accept", Decoded.ok(accept), open(entry, phy));
    Decoded<Bytes> clear = JoinAccept.decrypt(phy, keys.nwkKey());
    check.same("decrypted", expect.hex("decrypted"), clear.value().orElse(Bytes.EMPTY));
    check.same("mic", expect.hex("mic"), mic(clear.value().orElse(phy)));
    check.same("rx1_delay_s", expect.integer("rx1_delay_s"), accept.rx1DelaySeconds());
    check.same("rx2_delay_s", expect.integer("rx2_delay_s"), accept.rx1DelaySeconds() + 1);
    checkKeys(check, entry, expect.get("session_keys"), accept);
  }

  private static void checkKeys(Check check, Entry entry, Entry expect, JoinAccept accept) {
    JoinKeys root = keys(entry);
    SessionKeys session = root.sessionKeys(accept, request(entry), LorawanFields.version(entry));
    Eui devEui = LorawanFields.eui(entry, "dev_eui");
    for (String name : expect.memberNames()) {
      AesKey got =
          switch (name) {
            case "nwk_s_key" -> session.nwkSKey();
            case "app_s_key" -> session.appSKey();
            case "f_nwk_s_int_key" -> session.fNwkSIntKey();
            case "s_nwk_s_int_key" -> session.sNwkSIntKey();
            case "nwk_s_enc_key" -> session.nwkSEncKey();
            case "js_enc_key" -> root.jsEncKey(devEui);
            case "js_int_key" -> root.jsIntKey(devEui);
            default -> throw expect.get(name).malformed("this key is not known");
          };
      check.same(name, expect.hex(name), got.bytes());
    }
  }

  private static void checkReject(Check check, Entry entry) {
    boolean mustGrow = LorawanFields.version(entry) == LorawanVersion.V1_1;
    boolean accepted =
        open(entry, entry.hex("phy"))
            .value()
            .filter(it -> it.isFresh(entry.integer("last_join_nonce"), mustGrow))
            .isPresent();
    check.same("accept", entry.get("expect").flag("accept"), accepted);
  }

  private static void checkRejoin(Check check, Entry entry) {
    RejoinRequest request = rejoin(entry);
    Entry keys = entry.get("keys");
    AesKey key = LorawanFields.key(keys, keys.memberNames().get(0));
    Bytes phy = entry.get("expect").hex("phy");
    check.same("phy", phy, request.seal(key));
    check.same("mic", entry.get("expect").hex("mic"), mic(request.seal(key)));
    check.same("rejoin_request", Decoded.ok(request), RejoinRequest.decode(phy));
    check.same("verify", true, request.verify(phy, key));
  }

  private static Decoded<JoinAccept> open(Entry entry, Bytes phy) {
    return JoinAccept.open(phy, keys(entry), request(entry), LorawanFields.version(entry));
  }

  private static Bytes mic(Bytes frame) {
    return frame.slice(frame.length() - 4, 4);
  }

  private static JoinRequest request(Entry entry) {
    return new JoinRequest(
        LorawanFields.eui(entry, "join_eui"),
        LorawanFields.eui(entry, "dev_eui"),
        entry.integer("dev_nonce", 0, 0xffff));
  }

  private static JoinAccept accept(Entry entry) {
    return new JoinAccept(
        entry.integer("join_nonce"),
        Integer.parseInt(entry.hex("net_id").toHex(), 16),
        LorawanFields.address(entry, "dev_addr"),
        entry.flag("opt_neg"),
        entry.integer("rx1_dr_offset"),
        entry.integer("rx2_dr"),
        entry.integer("rx_delay_field"),
        entry.find("cf_list").map(JoinAnswers::cfList));
  }

  private static CfList cfList(Entry list) {
    return list.integer("type") == 0
        ? new CfList.Frequencies(integers(list.get("frequencies_hz")))
        : new CfList.Masks(integers(list.get("ch_masks")));
  }

  private static List<Integer> integers(Entry list) {
    return list.elements().stream().map(Entry::integer).toList();
  }

  private static RejoinRequest rejoin(Entry entry) {
    Eui devEui = LorawanFields.eui(entry, "dev_eui");
    int rjCount = entry.integer("rj_count", 0, 0xffff);
    Optional<Entry> netId = entry.find("net_id");
    if (netId.isEmpty()) {
      return new RejoinRequest.AtHome(LorawanFields.eui(entry, "join_eui"), devEui, rjCount);
    }
    int value = Integer.parseInt(netId.get().hex().toHex(), 16);
    return new RejoinRequest.InSession(entry.integer("rejoin_type"), value, devEui, rjCount);
  }

  /** The root keys; a 1.0.x device has AppKey only. */
  private static JoinKeys keys(Entry entry) {
    Entry keys = entry.get("keys");
    AesKey appKey = LorawanFields.key(keys, "app_key");
    return keys.has("nwk_key")
        ? new JoinKeys(LorawanFields.key(keys, "nwk_key"), appKey)
        : new JoinKeys(appKey);
  }
}
