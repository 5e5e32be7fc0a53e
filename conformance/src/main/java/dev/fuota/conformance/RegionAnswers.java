package dev.fuota.conformance;

import dev.fuota.agent.mac.plan.ChannelPlan;
import dev.fuota.agent.mac.plan.CommandContext;
import dev.fuota.conformance.GroupedAnswers.Questions;
import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.LorawanVersion;
import dev.fuota.protocol.lorawan.command.LinkAdrReq;
import dev.fuota.protocol.lorawan.region.BeaconPlan;
import dev.fuota.protocol.lorawan.region.Channel;
import dev.fuota.protocol.lorawan.region.Region;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The tables of the regions, {@code mac-region}. */
final class RegionAnswers {
  private static final int NARROW = 64;
  private static final int MHDR_TO_PAYLOAD = 8; // FHDR and FPort, octets
  private static final int UPLINKS_MAX = 1000;

  private RegionAnswers() {}

  static KnownAnswers schema() {
    return new GroupedAnswers(
        "mac-region/1", new Questions("regions", "region", RegionAnswers::check));
  }

  private static void check(Check check, Entry entry) {
    Region region =
        Region.of(entry.text("region"))
            .orElseThrow(() -> entry.get("region").malformed("this region is not known"));
    List<Entry> rates = entry.get("data_rates").elements();
    check.same(
        "data_rates",
        rates.stream().map(it -> it.integer("dr")).toList(),
        region.dataRates().stream().map(DataRate::index).toList());
    rates.forEach(it -> checkRate(check, it, region));
    checkDefaults(check, entry.get("defaults"), region);
    checkBackoff(check, entry.get("defaults"), region);
    checkChannels(check, entry.get("default_channels_hz"), region);
    checkPowers(check, entry.get("tx_power_offsets_db").elements(), region);
    checkBeacon(check, entry.get("beacon"), region);
  }

  private static void checkRate(Check check, Entry entry, Region region) {
    int index = entry.integer("dr");
    String at = "dr " + index + "/";
    DataRate rate = region.dataRate(index).orElseThrow();
    check.same(at + "modulation", entry.text("modulation"), rate.isFsk() ? "FSK" : "LORA");
    if (rate.isFsk()) {
      check.same(at + "bit_rate", entry.integer("bit_rate"), rate.bandwidthHz());
    } else {
      check.same(at + "sf", entry.integer("sf"), rate.spreadingFactor());
      check.same(at + "bw_hz", entry.integer("bw_hz"), rate.bandwidthHz());
    }
    int n = region.maxPayload(index, false);
    check.same(at + "max_app_payload_n", entry.integer("max_app_payload_n"), n);
    check.same(at + "max_mac_payload_m", entry.integer("max_mac_payload_m"), n + MHDR_TO_PAYLOAD);
    entry
        .find("max_app_payload_n_dwell400")
        .ifPresent(
            it ->
                check.same(
                    at + "max_app_payload_n_dwell400",
                    it.integer(),
                    region.maxPayload(index, true)));
    checkRx1(check, entry, rx1Field(entry), region, false);
    checkRx1(check, entry, "rx1_dr_by_offset_downlink_dwell400", region, true);
  }

  /** Where implementations differ the file says up to which offset they agree. */
  private static String rx1Field(Entry entry) {
    return entry.has("rx1_dr_by_offset_agreed") ? "rx1_dr_by_offset_agreed" : "rx1_dr_by_offset";
  }

  private static void checkRx1(
      Check check, Entry entry, String field, Region region, boolean dwell) {
    int index = entry.integer("dr");
    List<Entry> expected = entry.elementsOf(field);
    List<OptionalInt> got =
        IntStream.range(0, expected.size())
            .mapToObj(offset -> region.rx1Rate(index, offset, dwell))
            .toList();
    check.same(
        "dr " + index + "/" + field,
        expected.stream().map(it -> OptionalInt.of(it.integer())).toList(),
        got);
  }

  private static void checkDefaults(Check check, Entry entry, Region region) {
    long delay = Region.RECEIVE_DELAY1.toMillis();
    long joinDelay = Region.JOIN_ACCEPT_DELAY1.toMillis();
    long between = Region.RX1_TO_RX2.toMillis();
    check.same("rx1_delay_ms", entry.integer("rx1_delay_ms"), delay);
    check.same("rx2_delay_ms", entry.integer("rx2_delay_ms"), delay + between);
    check.same("join_accept_delay1_ms", entry.integer("join_accept_delay1_ms"), joinDelay);
    check.same(
        "join_accept_delay2_ms", entry.integer("join_accept_delay2_ms"), joinDelay + between);
    check.same("rx2_frequency_hz", entry.integer("rx2_frequency_hz"), region.rx2FrequencyHz());
    check.same("rx2_dr", entry.integer("rx2_dr"), region.rx2Rate());
    check.same("default_tx_dr", entry.integer("default_tx_dr"), region.defaultUplinkRate());
    check.same(
        "uplink_dwell_time_default",
        entry.integer("uplink_dwell_time_default"),
        region.uplinkDwellByDefault() ? 1 : 0);
    check.same("max_rx1_dr_offset", entry.integer("max_rx1_dr_offset"), region.rx1OffsetMax());
  }

  /** A device that nobody answers shows both limits. */
  private static void checkBackoff(Check check, Entry entry, Region region) {
    ChannelPlan plan =
        new ChannelPlan(region, LorawanVersion.V1_0_4, true, region.defaultUplinkRate());
    plan.apply(List.of(new LinkAdrReq(1, 15, 0, 1, 6)), new CommandContext(0, 0));
    int asked = uplinksUntil(plan, ChannelPlan::adrAckReq);
    int raised = uplinksUntil(plan, it -> it.txPower() == 0);
    check.same("adr_ack_limit", entry.integer("adr_ack_limit"), asked);
    check.same("adr_ack_delay", entry.integer("adr_ack_delay"), raised);
  }

  private static int uplinksUntil(ChannelPlan plan, Predicate<ChannelPlan> done) {
    for (int uplinks = 1; uplinks < UPLINKS_MAX; uplinks++) {
      plan.uplink();
      if (done.test(plan)) {
        return uplinks;
      }
    }
    return UPLINKS_MAX;
  }

  private static void checkChannels(Check check, Entry entry, Region region) {
    List<Integer> frequencies =
        region.defaultChannels().stream().map(Channel::frequencyHz).toList();
    if (entry.isArray()) {
      check.same(
          "default_channels_hz",
          entry.elements().stream().map(Entry::integer).toList(),
          frequencies);
    } else {
      check.same("default_channels_hz", entry.text(), inWords(region, frequencies));
    }
  }

  /** The 72 channels as the file describes them. */
  private static String inWords(Region region, List<Integer> hz) {
    int rx1 = region.rx1FrequencyHz(0, hz.get(0));
    return String.format(
        "64 x 125 kHz: %s MHz + %d kHz*n (0..63); 8 x 500 kHz: %s MHz + %s MHz*(n-64) (64..71);"
            + " RX1: %s MHz + %d kHz*(n mod 8)",
        mega(hz.get(0)),
        (hz.get(1) - hz.get(0)) / 1000,
        mega(hz.get(NARROW)),
        mega(hz.get(NARROW + 1) - hz.get(NARROW)),
        mega(rx1),
        (region.rx1FrequencyHz(1, hz.get(1)) - rx1) / 1000);
  }

  private static String mega(int hz) {
    return String.valueOf(hz / 1e6);
  }

  /** The file may have fewer than a later revision of the region. */
  private static void checkPowers(Check check, List<Entry> offsets, Region region) {
    check.same("tx_power_offsets_db", true, offsets.size() <= region.txPowerMax() + 1);
    for (int power = 0; power < offsets.size(); power++) {
      check.same(
          "tx_power_offsets_db/" + power,
          offsets.get(power).integer(),
          region.eirpDbm(power) - region.maxEirpDbm());
    }
  }

  private static void checkBeacon(Check check, Entry entry, Region region) {
    BeaconPlan beacon = region.beacon();
    DataRate rate = region.dataRate(beacon.rate()).orElseThrow();
    check.same(
        "beacon/frequencies_hz",
        entry.get("frequencies_hz").elements().stream().map(Entry::integer).toList(),
        beacon.frequenciesHz());
    check.same("beacon/sf", entry.integer("sf"), rate.spreadingFactor());
    check.same("beacon/bw_hz", entry.integer("bw_hz"), rate.bandwidthHz());
    check.same("beacon/dr", entry.integer("dr"), beacon.rate());
    check.same("beacon/dr", entry.integer("dr"), beacon.pingRate());
    check.same("beacon/size", entry.integer("size"), beacon.length());
    check.same("beacon/rfu1", entry.integer("rfu1"), beacon.rfu1());
    check.same("beacon/rfu2", entry.integer("rfu2"), beacon.rfu2());
  }
}
