package dev.fuota.protocol.lorawan.region;

import dev.fuota.protocol.lorawan.DataRate;
import dev.fuota.protocol.lorawan.SubBand;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The parameters of one region (RP002-1.0.4). Frequencies are in Hz, data rates and powers are the
 * indices of the region, payloads are octets of FRMPayload in a frame without FOpts.
 */
public final class Region { // MAC-089
  public static final Region EU868 = new Region(DynamicRegions.eu868());
  public static final Region US915 = new Region(FixedRegions.us915());
  public static final Region AU915 = new Region(FixedRegions.au915());
  public static final Region AS923_1 = new Region(DynamicRegions.as923(1, 0));
  public static final Region AS923_2 = new Region(DynamicRegions.as923(2, -1_800_000));
  public static final Region AS923_3 = new Region(DynamicRegions.as923(3, -6_600_000));
  public static final Region AS923_4 = new Region(DynamicRegions.as923(4, -5_900_000));
  public static final Region IN865 = new Region(DynamicRegions.in865());

  public static final List<Region> ALL =
      List.of(EU868, US915, AU915, AS923_1, AS923_2, AS923_3, AS923_4, IN865);

  /** From the end of an uplink to RX1, unless the network says otherwise. */
  public static final Duration RECEIVE_DELAY1 = Duration.ofSeconds(1);

  /** From the end of a join-request to its RX1. */
  public static final Duration JOIN_ACCEPT_DELAY1 = Duration.ofSeconds(5);

  /** From the beginning of RX1 to that of RX2, always. */
  public static final Duration RX1_TO_RX2 = Duration.ofSeconds(1);

  /** The most channels of a region whose channels are dynamic. */
  private static final int DYNAMIC_CHANNELS = 16;

  private static final int SUB_BANDS = 8;

  /** A command names a data rate with four bits. */
  private static final int RATES = 16;

  private static final int POWER_STEP_DB = 2;
  private static final int STRONG_GATEWAY_DBM = 29;
  private static final int STRONG_GATEWAY_PERMILLE = 100;

  private final RegionTable table;

  /** By index: asked for every frame and every device that waits. */
  private final List<Optional<RateRow>> rows;

  private Region(RegionTable table) {
    this.table = table;
    this.rows = IntStream.range(0, RATES).mapToObj(index -> row(table, index)).toList();
  }

  private static Optional<RateRow> row(RegionTable table, int index) {
    return table.rates().stream().filter(row -> row.rate().index() == index).findFirst();
  }

  /**
   * Finds a region by its {@link #name}, in any case, with a hyphen or an underscore; AS923 is
   * AS923-1.
   */
  public static Optional<Region> of(String name) {
    String wanted = name.toUpperCase(Locale.ROOT).replace('_', '-');
    String full = wanted.equals("AS923") ? AS923_1.name() : wanted;
    return ALL.stream().filter(region -> region.name().equals(full)).findFirst();
  }

  /** As in EU868 or AS923-2. */
  public String name() {
    return table.name();
  }

  /** Whether there are 72 fixed channels, 64 narrow ones and 8 wide ones, and no others. */
  public boolean fixedChannels() {
    return table.channels().fixed();
  }

  /** Whether this is a sub-band, 1..8: eight narrow channels in a row, and a wide one. */
  public boolean hasSubBand(int number) {
    return fixedChannels() && number >= 1 && number <= SUB_BANDS;
  }

  /** How many channels a device can have: 16 or 72. */
  public int channelCount() {
    return fixedChannels() ? table.channels().defaults().size() : DYNAMIC_CHANNELS;
  }

  /** The channels that every device has, at their index; join-requests are sent on these. */
  public List<Channel> defaultChannels() {
    return table.channels().defaults();
  }

  public JoinRates joinRates() {
    return table.joinRates();
  }

  /** The data rate with this index, whoever may send with it. */
  public Optional<DataRate> dataRate(int index) {
    return row(index).map(RateRow::rate);
  }

  /** The data rate with this index, if a device may send with it. */
  public Optional<DataRate> uplinkRate(int index) {
    return row(index).filter(RateRow::isUplink).map(RateRow::rate);
  }

  /** The data rate with this index, if a gateway may send with it. */
  public Optional<DataRate> downlinkRate(int index) {
    return row(index).filter(RateRow::isDownlink).map(RateRow::rate);
  }

  /** All data rates, in the order of their indices. */
  public List<DataRate> dataRates() {
    return table.rates().stream().map(RateRow::rate).toList();
  }

  /**
   * The index of a modulation.
   *
   * @param spreadingFactor 5..12 or {@link DataRate#FSK}
   * @param uplink the same modulation can have two indices, one a direction
   */
  public OptionalInt indexOf(int spreadingFactor, int bandwidthHz, boolean uplink) {
    Stream<RateRow> rows =
        table.rates().stream().filter(uplink ? RateRow::isUplink : RateRow::isDownlink);
    return rows.map(RateRow::rate)
        .filter(
            rate -> rate.spreadingFactor() == spreadingFactor && rate.bandwidthHz() == bandwidthHz)
        .mapToInt(DataRate::index)
        .findFirst();
  }

  /** The data rate of uplinks until the application or the network chooses another. */
  public int defaultUplinkRate() {
    return table.defaultRate();
  }

  /**
   * The largest payload of a data rate.
   *
   * @param dwell400 whether transmissions may last 400 ms at most
   * @return 0 where the rate does not exist or may not be used
   */
  public int maxPayload(int index, boolean dwell400) {
    return row(index).map(row -> dwell400 ? row.dwellPayload() : row.rate().maxPayload()).orElse(0);
  }

  /**
   * The data rate of RX1.
   *
   * @param offset RX1DROffset
   * @param downlinkDwell whether downlinks may last 400 ms at most
   * @return empty if no device sends with this rate, or the region does not have the offset
   */
  public OptionalInt rx1Rate(int uplinkRate, int offset, boolean downlinkDwell) {
    List<Integer> byOffset =
        row(uplinkRate).map(row -> downlinkDwell ? row.rx1Dwell() : row.rx1()).orElse(List.of());
    return offset >= 0 && offset < byOffset.size()
        ? OptionalInt.of(byOffset.get(offset))
        : OptionalInt.empty();
  }

  /** The highest RX1DROffset. */
  public int rx1OffsetMax() {
    return table.rates().get(0).rx1().size() - 1;
  }

  /** The frequency of RX1, unless the network moved it: that of the uplink or one made of it. */
  public int rx1FrequencyHz(int channelIndex, int uplinkFrequencyHz) {
    return fixedChannels() ? FixedRegions.downlinkHz(channelIndex) : uplinkFrequencyHz;
  }

  public int rx2FrequencyHz() {
    return table.rx2().frequencyHz();
  }

  public int rx2Rate() {
    return table.rx2().rate();
  }

  /**
   * Whether a network may choose this frequency, for a downlink or, where channels are dynamic, for
   * a channel. A region with limits on the duty cycle has gaps between its sub-bands.
   */
  public boolean isFrequency(long hz) {
    return table.downlinks().contains(hz)
        && (table.subBands().isEmpty() || subBand((int) hz).isPresent());
  }

  /** The limit on the duty cycle of device and gateway at this frequency; empty: there is none. */
  public Optional<SubBand> subBand(int frequencyHz) {
    for (SubBand band : table.subBands()) { // asked for every frame and every device that waits
      if (band.contains(frequencyHz)) {
        return Optional.of(band);
      }
    }
    return Optional.empty();
  }

  /** The most that a device may radiate. */
  public int maxEirpDbm() {
    return table.power().maxEirpDbm();
  }

  /** The highest TXPower, which is the weakest. */
  public int txPowerMax() {
    return table.power().lastIndex();
  }

  /**
   * What TXPower stands for.
   *
   * @param txPower 0..{@link #txPowerMax}
   */
  public int eirpDbm(int txPower) {
    return maxEirpDbm() - POWER_STEP_DB * txPower;
  }

  /** The most that a gateway radiates at this frequency: more only where it may send often. */
  public int gatewayEirpDbm(int frequencyHz) {
    return subBand(frequencyHz)
        .filter(band -> band.dutyCyclePermille() >= STRONG_GATEWAY_PERMILLE)
        .map(band -> STRONG_GATEWAY_DBM)
        .orElse(maxEirpDbm());
  }

  /** Whether the network can limit transmissions to 400 ms (TXParamSetupReq). */
  public boolean hasDwellTime() {
    return table.dwell().exists();
  }

  /** Whether uplinks are so limited before the network says anything. */
  public boolean uplinkDwellByDefault() {
    return table.dwell().uplinkByDefault();
  }

  public BeaconPlan beacon() {
    return table.beacon();
  }

  private Optional<RateRow> row(int index) {
    return index >= 0 && index < RATES ? rows.get(index) : Optional.empty();
  }

  @Override
  public String toString() {
    return name();
  }
}
