/* A sensor node that measures a cold store and plans its uplinks. */
#include <math.h>
#include <stdio.h>

#include "board.h"
#include "lora.h"
#include "reset_reason.h"
#include "selftest.h"
#include "sensors.h"
#if FW_MAJOR >= 2
#include "spectrum.h"
#endif

#define TEXT_OF(x) #x
#define TEXT(x) TEXT_OF(x)
#define VERSION TEXT(FW_MAJOR) "." TEXT(FW_MINOR) "." TEXT(FW_REVISION)

/* One day in the cold store, every two hours: thermistor code, relative humidity. */
static const struct {
  uint16_t code;
  uint8_t humidity;
} day[] = {{3081, 81}, {3095, 82}, {3108, 84}, {3090, 83}, {3012, 78}, {2941, 74},
           {2903, 71}, {2936, 73}, {2998, 77}, {3040, 79}, {3066, 80}, {3077, 81}};
#define READINGS (sizeof day / sizeof day[0])

static void print_celsius(const char *name, double hundredths) {
  printf("%s %.2f C", name, hundredths / 100.0);
}

static void print_day(void) {
  double sum = 0;
  double squares = 0;
  int16_t lowest = INT16_MAX;
  int16_t highest = INT16_MIN;
  for (size_t i = 0; i < READINGS; i++) {
    int16_t value = ntc_temperature(day[i].code);
    sum += value;
    squares += (double)value * value;
    lowest = value < lowest ? value : lowest;
    highest = value > highest ? value : highest;
  }
  double mean = sum / READINGS;
  print_celsius("air: mean", mean);
  print_celsius(", deviation", sqrt(squares / READINGS - mean * mean));
  print_celsius(", lowest", lowest);
  print_celsius(", highest", highest);
  printf("\n");
  print_celsius("evaporator:", (double)pt100_temperature(9492));
  print_celsius(", dew point of the air", dew_point((int16_t)lround(mean), day[0].humidity));
  printf("\n");
}

/* How often a report of these octets (with 13 of LoRaWAN) may be sent in each region. */
static void print_uplinks(uint8_t octets) {
  const struct region *regions;
  size_t count = lora_regions(&regions);
  for (size_t i = 0; i < count; i++) {
    const struct region *region = &regions[i];
    for (size_t rate = 0; rate < 6; rate++) {
      const struct data_rate *now = &region->rates[rate];
      if (now->spreading_factor == 0 || octets > now->max_payload) {
        continue;
      }
      double seconds = lora_airtime(now->spreading_factor, (uint8_t)(octets + 13)) / 1e6;
      double pause = seconds * (1000.0 / region->duty_cycle_permille - 1.0);
      printf("%s, %u channels from %.4f MHz: %u octets at DR%u take %.3f s, then %.1f s of silence\n",
             region->name, region->channels, region->first_hz / 1e6, octets, (unsigned)rate,
             seconds, pause);
      break;
    }
  }
}

#if FW_MAJOR >= 2
#define SAMPLE_RATE_HZ 800.0
#define FAN_HZ 96.875
#define COMPRESSOR_HZ 50.0

/* What the accelerometer would give: the fan, the compressor, and the resolution of the part. */
static void print_vibration(void) {
  static int16_t samples[SPECTRUM_SAMPLES];
  struct spectrum result;
  for (int i = 0; i < SPECTRUM_SAMPLES; i++) {
    double t = i / SAMPLE_RATE_HZ;
    double g = 9000 * sin(2 * M_PI * FAN_HZ * t) + 2500 * sin(2 * M_PI * COMPRESSOR_HZ * t);
    samples[i] = (int16_t)(lround(g / 16) * 16);
  }
  spectrum_of(samples, &result);
  printf("vibration: peak at %.3f Hz, %.1f times the mean\n",
         result.peak_bin * SAMPLE_RATE_HZ / SPECTRUM_SAMPLES,
         (double)result.peak / result.mean);
}

/* Frost forms where the evaporator is below the dew point and below zero. */
static void print_frost_alarm(void) {
  int32_t surface = pt100_temperature(9492);
  for (size_t i = 0; i < READINGS; i++) {
    int16_t dew = dew_point(ntc_temperature(day[i].code), day[i].humidity);
    if (surface < 0 && surface < dew) {
      printf("frost: since %02u:00, %.2f K below the dew point\n", (unsigned)(2 * i),
             (dew - surface) / 100.0);
      return;
    }
  }
  printf("frost: none\n");
}
#endif

int main(void) {
  uart_init();
  setvbuf(stdout, NULL, _IONBF, 0);
  printf("fuota sample sensor, version " VERSION "\n");
  printf("reset reason: %s\n", reset_reason_name(reset_reason_take()));
  bool good = selftest();
  print_day();
  print_uplinks(24);
#if FW_MAJOR >= 2
  print_vibration();
  print_frost_alarm();
#endif
  printf("%s\n", good ? "ready" : "not ready");
  return good ? 0 : 1;
}
