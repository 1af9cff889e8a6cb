/**
 * The limits that decide which events and markets may be traded, with the value that holds when none is given; '' is no
 * limit. Dollars, whole days, and for conviction the difference between the prices of YES and NO.
 */
export const LIMITS = [
  { name: 'event_min_liquidity', text: 'Event, liquidity at least ($)', usual: '10000' },
  { name: 'event_min_volume', text: 'Event, volume at least ($)', usual: '50000' },
  { name: 'event_min_volume_24hr', text: 'Event, volume of a day at least ($)', usual: '' },
  { name: 'event_min_days_until_end', text: 'Event, ends in at least (days)', usual: '1' },
  { name: 'event_max_days_until_end', text: 'Event, ends in at most (days)', usual: '90' },
  { name: 'market_min_liquidity', text: 'Market, liquidity at least ($)', usual: '10000' },
  { name: 'market_min_volume', text: 'Market, volume at least ($)', usual: '50000' },
  { name: 'market_min_volume_24hr', text: 'Market, volume of a day at least ($)', usual: '' },
  { name: 'min_conviction', text: 'Market, conviction at least (0 to 1)', usual: '' },
  { name: 'max_conviction', text: 'Market, conviction at most (0 to 1)', usual: '' },
];
