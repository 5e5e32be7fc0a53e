#include "sensors.h"

#include <stddef.h>

#include "repeat.h"

/* --- thermistor ------------------------------------------------------------------------------ */

#define NTC_BETA 3950.0
#define KELVIN 273.15
#define NTC_CELSIUS(code)                                                                          \
  (1.0 / (1.0 / (25.0 + KELVIN) + __builtin_log((code) / (4096.0 - (code))) / NTC_BETA) - KELVIN)
/* Beyond -55..+150 degrees the part is not specified: such a code is a broken wire. */
#define NTC_ENTRY(code)                                                                            \
  ((code) < 75 || (code) > 4046 ? SENSOR_BROKEN                                                    \
                                : (int16_t)__builtin_lround(100.0 * NTC_CELSIUS((code) + 0.0)))

static const int16_t ntc_table[4096] = {
    R1024(NTC_ENTRY, 0), R1024(NTC_ENTRY, 1024), R1024(NTC_ENTRY, 2048), R1024(NTC_ENTRY, 3072)};

int16_t ntc_temperature(uint16_t code) {
  return code < 4096 ? ntc_table[code] : SENSOR_BROKEN;
}

/* --- platinum resistor ----------------------------------------------------------------------- */

/* Callendar and Van Dusen, from -200 to +850 degrees. */
#define RTD_A 3.9083e-3
#define RTD_B -5.775e-7
#define RTD_C -4.183e-12
#define RTD_OHMS(t)                                                                                \
  (100.0 * (1.0 + RTD_A * (t) + RTD_B * (t) * (t) +                                                \
            ((t) < 0 ? RTD_C * ((t)-100.0) * (t) * (t) * (t) : 0.0)))
#define RTD_LOWEST (-200)
#define RTD_ENTRY(n) (uint16_t) __builtin_lround(100.0 * RTD_OHMS((n) + RTD_LOWEST + 0.0))
#define RTD_ENTRIES 1051

static const uint16_t rtd_table[RTD_ENTRIES] = {
    R1024(RTD_ENTRY, 0),  R16(RTD_ENTRY, 1024),   R4(RTD_ENTRY, 1040),
    R4(RTD_ENTRY, 1044),  RTD_ENTRY(1048),        RTD_ENTRY(1049),
    RTD_ENTRY(1050)};

int32_t pt100_temperature(uint16_t centiohms) {
  if (centiohms < rtd_table[0] || centiohms > rtd_table[RTD_ENTRIES - 1]) {
    return SENSOR_BROKEN;
  }
  size_t low = 0;
  size_t high = RTD_ENTRIES - 1;
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (rtd_table[middle] <= centiohms) {
      low = middle;
    } else {
      high = middle;
    }
  }
  int32_t step = rtd_table[high] - rtd_table[low];
  int32_t within = 100 * (centiohms - rtd_table[low]);
  return 100 * ((int32_t)low + RTD_LOWEST) + (within + step / 2) / step;
}

/* --- dew point ------------------------------------------------------------------------------- */

/* Magnus over water, with Sonntag's coefficients. */
#define MAGNUS_A 17.62
#define MAGNUS_B 243.12
#define DEW_GAMMA(t, h) (__builtin_log((h) / 100.0) + MAGNUS_A * (t) / (MAGNUS_B + (t)))
#define DEW_ENTRY(t, h)                                                                            \
  (int16_t) __builtin_lround(                                                                      \
      100.0 * MAGNUS_B * DEW_GAMMA((t) + 0.0, (h) + 0.0) /                                         \
      (MAGNUS_A - DEW_GAMMA((t) + 0.0, (h) + 0.0)))
#define DEW_ROW(t) {Q100(DEW_ENTRY, (t), 1)}
#define DEW_LOWEST (-40)
#define DEW_STEP 2
#define DEW_ROWS 51
#define DEW_AT(n) DEW_ROW(DEW_LOWEST + DEW_STEP * (n))

static const int16_t dew_table[DEW_ROWS][100] = {
    R16(DEW_AT, 0), R16(DEW_AT, 16), R16(DEW_AT, 32), DEW_AT(48), DEW_AT(49), DEW_AT(50)};

int16_t dew_point(int16_t temperature, uint8_t humidity) {
  int32_t above = temperature - 100 * DEW_LOWEST;
  int32_t row = above / (100 * DEW_STEP);
  if (above < 0 || row >= DEW_ROWS - 1 || humidity < 1 || humidity > 100) {
    return SENSOR_BROKEN;
  }
  int32_t low = dew_table[row][humidity - 1];
  int32_t high = dew_table[row + 1][humidity - 1];
  return (int16_t)(low + (high - low) * (above % (100 * DEW_STEP)) / (100 * DEW_STEP));
}
