// A newcomer's zone, as their own device has it; it can be changed on the profile.
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
for (const field of document.querySelectorAll("[data-time-zone]")) field.value ||= zone || ""
