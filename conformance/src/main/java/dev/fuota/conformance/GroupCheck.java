package dev.fuota.conformance;

import dev.fuota.conformance.device.ScriptedLink;
import dev.fuota.hal.link.MulticastGroup;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.multicast.McKeys;
import java.util.Optional;

/** The keys of a multicast group, as the device handed them to its link. */
final class GroupCheck {
  private final Check check;
  private final String field;

  GroupCheck(Check check, String field) {
    this.check = check;
    this.field = field;
  }

  void run(Entry step, ScriptedLink link) {
    run(step.get("keys"), link.group(step.integer("group", 0, 3)));
  }

  void run(Entry keys, Optional<MulticastGroup> defined) {
    if (defined.isEmpty()) {
      check.failed(field, "a group", "none");
      return;
    }
    MulticastGroup group = defined.get();
    Bytes appSKey = Bytes.of(group.mcAppSKey());
    Bytes nwkSKey = Bytes.of(group.mcNwkSKey());
    DevAddr mcAddr = LorawanFields.address(keys, "mcAddr");
    check.same(field + "/mcAddr", mcAddr, new DevAddr(group.mcAddr()));
    check.same(field + "/mcAppSKey", keys.hex("mcAppSKey"), appSKey);
    check.same(field + "/mcNwkSKey", keys.hex("mcNwkSKey"), nwkSKey);
    // McKey stays in the device: what was handed on must be derived from it.
    AesKey mcKey = LorawanFields.key(keys, "mcKey");
    check.same(field + "/mcKey", McKeys.appSKey(mcKey, mcAddr).bytes(), appSKey);
  }
}
