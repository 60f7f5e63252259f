// The buttons for passkeys are of use only where there is a browser that knows them. What goes
// wrong, or is called off, is said in words.
if (window.PublicKeyCredential) {
  for (const button of document.querySelectorAll("[data-passkey]")) button.hidden = false
}
document.addEventListener("allauth.error", (event) => {
  event.preventDefault()
  for (const words of document.querySelectorAll("[data-passkey-failed]")) words.hidden = false
})
