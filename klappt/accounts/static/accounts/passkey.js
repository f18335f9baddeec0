// The browser keeps silent when somebody breaks off or holds no passkey; the page says it and what to do.
document.addEventListener('allauth.error', (event) => {
  const problem = document.querySelector('[data-passkey-problem]')
  if (!problem) return
  event.preventDefault()
  problem.hidden = false
  problem.scrollIntoView({ block: 'nearest' })
})
