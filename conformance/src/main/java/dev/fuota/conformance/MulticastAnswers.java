package dev.fuota.conformance;

import dev.fuota.agent.mac.GroupReceiver;
import dev.fuota.conformance.GroupedAnswers.Questions;
import dev.fuota.hal.link.Downlink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DataFrame;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.FrameCounter;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.protocol.multicast.McKeys;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Multicast, {@code mac-multicast}: counters, keys, and what a group accepts. */
final class MulticastAnswers {
  private MulticastAnswers() {}

  static KnownAnswers schema() {
    return new GroupedAnswers(
        "mac-multicast/1",
        new Questions("f_cnt", MulticastAnswers::checkCounter),
        new Questions("keys", MulticastAnswers::checkKeys),
        new Questions("scenarios", MulticastAnswers::checkScenario));
  }

  private static void checkCounter(Check check, Entry entry) {
    long last = entry.find("last_accepted_f_cnt").map(Entry::u32).orElse(FrameCounter.NONE);
    OptionalLong got = FrameCounter.candidate(last, entry.integer("frame_f_cnt16", 0, 0xffff));
    Entry expect = entry.get("expect");
    check.same("duplicate", expect.flag("duplicate"), got.isEmpty());
    Optional<Long> candidate = expect.find("candidate_f_cnt").map(Entry::u32);
    check.same(
        "candidate_f_cnt", candidate.map(OptionalLong::of).orElse(OptionalLong.empty()), got);
  }

  private static void checkKeys(Check check, Entry entry) {
    Entry expect = entry.get("expect");
    AesKey rootKey = LorawanFields.key(entry, "root_key");
    AesKey mcRootKey =
        entry.text("root_key_kind").startsWith("GenAppKey")
            ? McKeys.rootKeyOfGenAppKey(rootKey)
            : McKeys.rootKeyOfAppKey(rootKey);
    AesKey mcKeKey = McKeys.keyEncryptionKey(mcRootKey);
    AesKey mcKey = McKeys.unwrap(mcKeKey, entry.hex("mc_key_encrypted"));
    SessionKeys session = McKeys.sessionKeys(mcKey, LorawanFields.address(entry, "mc_addr"));
    check.same("mc_root_key", expect.hex("mc_root_key"), mcRootKey.bytes());
    check.same("mc_ke_key", expect.hex("mc_ke_key"), mcKeKey.bytes());
    check.same("mc_key", expect.hex("mc_key"), mcKey.bytes());
    check.same("mc_app_s_key", expect.hex("mc_app_s_key"), session.appSKey().bytes());
    check.same("mc_nwk_s_key", expect.hex("mc_nwk_s_key"), session.nwkSKey().bytes());
    check.same("mc_key_encrypted", entry.hex("mc_key_encrypted"), McKeys.wrap(mcKeKey, mcKey));
  }

  private static void checkScenario(Check check, Entry entry) {
    GroupReceiver group = group(entry);
    List<Entry> frames = entry.get("frames").elements();
    List<Entry> expected = entry.get("expect").elements();
    check.same("frames", expected.size(), frames.size());
    for (int i = 0; i < Math.min(frames.size(), expected.size()); i++) {
      Optional<Downlink> got =
          DataFrame.decode(frames.get(i).hex("phy")).value().flatMap(group::accept);
      checkFrame(check, i + " " + frames.get(i).text("note"), expected.get(i), got);
    }
  }

  private static void checkFrame(Check check, String field, Entry expect, Optional<Downlink> got) {
    check.same(field + "/accept", expect.flag("accept"), got.isPresent());
    if (expect.flag("accept") && got.isPresent()) {
      Downlink downlink = got.get();
      check.same(field + "/f_cnt", expect.get("f_cnt").number(), downlink.fCnt());
      check.same(field + "/f_port", expect.integer("f_port"), downlink.fPort());
      check.same(field + "/payload", expect.hex("payload"), Bytes.of(downlink.payload()));
    }
  }

  private static GroupReceiver group(Entry entry) {
    DevAddr address = LorawanFields.address(entry, "mc_addr");
    return new GroupReceiver(
        new MulticastGroup(
            0,
            address.value(),
            LorawanFields.key(entry, "mc_app_s_key").bytes().toArray(),
            LorawanFields.key(entry, "mc_nwk_s_key").bytes().toArray(),
            entry.get("mc_f_cnt_min").u32(),
            entry.get("mc_f_cnt_max").u32(),
            FrameCounter.NONE));
  }
}
